package studio.ganvas.tensor;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tensors into the memory of the JVM, at once or when somebody reads them, and back. */
final class HostCopy {
    private static final long WORTH_TRYING = 1 << 20;

    private HostCopy() {}

    static Tensor onto(HostTensor host) {
        HostTensor plain = host.dtype() == DType.F16 || host.dtype() == DType.BF16 ? host.asFloat32() : host;
        int length = Math.toIntExact(plain.byteSize());
        ByteBuffer direct = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
        direct.put(plain.bytes()).flip();
        try (PtNDArray view = Scope.current().create(direct, new Shape(plain.shape()), DTypes.djl(plain.dtype()))) {
            // the view shares the buffer's memory, which Java may collect while a graph still needs it
            return new Tensor(JniUtils.clone(view));
        }
    }

    static HostTensor now(Tensor tensor) {
        makeRoom(tensor.numel() * tensor.dtype().bytes());
        ByteBuffer bytes;
        try (PtNDArray plain = Kernels.one("contiguous", tensor).array()) {
            bytes = JniUtils.getByteBuffer(plain, false);
        }
        return HostTensor.of(tensor.dtype(), tensor.shape(), bytes.order(ByteOrder.LITTLE_ENDIAN));
    }

    static HostTensor later(Tensor tensor) {
        return HostTensor.lazy(tensor.dtype(), tensor.shape(), () -> {
            try (Scope scope = Scope.open()) {
                return now(tensor).bytes();
            }
        });
    }

    /** The engine fills an array of the JVM without looking whether it got one, which is a crash where there is no room. */
    private static void makeRoom(long bytes) {
        if (bytes > WORTH_TRYING) {
            Reference.reachabilityFence(new byte[Math.toIntExact(bytes)]);
        }
    }
}
