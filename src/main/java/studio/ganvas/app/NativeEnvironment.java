package studio.ganvas.app;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets variables in the environment of this very process, before native libraries read them. With OpenMP threads that
 * spin while they wait, any other load on a small machine makes a training step several times slower.
 */
final class NativeEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger(NativeEnvironment.class);

    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_MMAP_MAX = -4;
    private static final int M_ARENA_MAX = -8;

    private static final int KEPT_BYTES = 512 << 20;

    /** The C library's own call; Java's environment is a copy that native code never sees. */
    interface Posix extends Library {
        int setenv(String name, String value, int overwrite);

        String getenv(String name);
    }

    /** What only the GNU C library has. */
    interface Glibc extends Library {
        int mallopt(int parameter, int value);
    }

    /** The same for the C runtime that Windows libraries use. */
    interface Windows extends Library {
        int _putenv_s(String name, String value);
    }

    private NativeEnvironment() {}

    /** Makes OpenMP threads sleep while they wait; what the user has set already stays. */
    static void quietOpenMp() {
        set("GOMP_SPINCOUNT", "0");
        set("OMP_WAIT_POLICY", "passive");
    }

    /**
     * Keeps freed tensors' memory for the next step. By default glibc gives every large block back to the system and takes
     * it anew, page fault by page fault: a fifth of a small network's step, a seventh of a large one's. Tensors of 2 MB and
     * more ask for huge pages, where Linux gives them on request. Other C libraries are left as they are.
     */
    static void steadyMemory() {
        if (!Platform.isLinux()) {
            return;
        }
        set("THP_MEM_ALLOC_ENABLE", "1"); // read by libtorch
        try {
            Glibc c = Native.load("c", Glibc.class);
            c.mallopt(M_ARENA_MAX, 1); // the others are cut into pieces of 64 MB, which come and go
            c.mallopt(M_MMAP_MAX, 0);
            c.mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("This C library has no mallopt", e);
        }
    }

    /** Sets the variable unless it has a value. Without the native call training is slower, so it is only logged. */
    static void set(String name, String value) {
        if (System.getenv(name) != null) {
            return;
        }
        try {
            if (Platform.isWindows()) {
                Native.load("ucrtbase", Windows.class)._putenv_s(name, value);
            } else {
                Native.load("c", Posix.class).setenv(name, value, 0);
            }
        } catch (UnsatisfiedLinkError | IllegalArgumentException e) {
            LOG.warn("Could not set {}={} for native libraries; training may be slower", name, value, e);
        }
    }
}
