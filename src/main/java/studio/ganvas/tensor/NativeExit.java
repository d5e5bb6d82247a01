package studio.ganvas.tensor;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Lets the process end while the engine computes. The end of a Java process runs the destructors of libtorch's and oneDNN's
 * static objects though other threads are still inside them: a step under way then jumps into freed memory and the process
 * dies of SIGSEGV, in whatever operation it is just in. It was seen after SIGTERM, on closing the window in the middle of a
 * long step, and in tools that stop a command after some time.
 */
final class NativeExit {
    /** GNU C library: handlers run last registered first, and are told the exit code. */
    interface Glibc extends Library {
        int on_exit(Pointer handler, Pointer argument);
    }

    private NativeExit() {}

    /**
     * From now on the process ends by {@code _exit} with its exit code as soon as Java has done what it does at its end
     * (shutdown hooks among it), before any destructor that was registered until now. To be called when the engine is
     * loaded. Elsewhere than on Linux nothing changes: Windows ends threads before it unloads libraries.
     */
    static void skipDestructors() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Function end = NativeLibrary.getInstance("c").getFunction("_exit");
            Native.load("c", Glibc.class).on_exit(end, Pointer.NULL);
        } catch (UnsatisfiedLinkError e) {
            // another C library than GNU's: a process that is ended while it computes may say that it crashed
            return;
        }
    }
}
