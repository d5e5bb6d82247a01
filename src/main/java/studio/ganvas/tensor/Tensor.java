package studio.ganvas.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;

/**
 * An n-dimensional array on the compute device. It belongs to the {@link Scope} in which it was made; the arithmetic is
 * PyTorch's, with broadcasting, and is recorded for gradients while {@link Autograd#record()} is on.
 *
 * <p>For use on one thread. Networks' operations are in {@link Ops}.
 */
public final class Tensor {
    private final PtNDArray array;

    Tensor(PtNDArray array) {
        this.array = array;
    }

    PtNDArray array() {
        return array;
    }

    // ---- making -------------------------------------------------------------------------------------------------

    /** Copies host memory onto the device. Half precision arrives as float32, bfloat16 too. */
    public static Tensor of(HostTensor host) {
        return HostCopy.onto(host);
    }

    public static Tensor of(float[] values, long... shape) {
        return of(HostTensor.of(values, shape));
    }

    public static Tensor of(long[] values, long... shape) {
        return of(HostTensor.of(values, shape));
    }

    /** A float32 tensor of one value. */
    public static Tensor full(double value, long... shape) {
        return Kernels.one("full", shape, value).onDevice();
    }

    public static Tensor zeros(long... shape) {
        return full(0, shape);
    }

    /** The same shape, type and device, every element {@code value}. */
    public Tensor like(double value) {
        return Kernels.one("like_full", this, value);
    }

    Tensor onDevice() {
        if (!Torch.device().isGpu()) {
            return this;
        }
        return new Tensor(array.toDevice(Torch.device().djl(), false));
    }

    // ---- looking ------------------------------------------------------------------------------------------------

    public long[] shape() {
        return array.getShape().getShape();
    }

    /** Length of one axis; negative axes count from the end. */
    public long size(int axis) {
        long[] shape = shape();
        return shape[axis < 0 ? axis + shape.length : axis];
    }

    public int rank() {
        return shape().length;
    }

    /** Number of elements. */
    public long numel() {
        return array.getShape().size();
    }

    public DType dtype() {
        return DTypes.of(array.getDataType());
    }

    /**
     * Copies the elements into host memory, row-major.
     *
     * @throws OutOfMemoryError when there is no room for the copy
     */
    public HostTensor toHost() {
        return HostCopy.now(this);
    }

    /**
     * The elements, copied only while somebody reads them, so that a file of many tensors is written with one of them in
     * memory. To be read on this thread, before this tensor changes or is closed.
     */
    public HostTensor toHostLater() {
        return HostCopy.later(this);
    }

    public float[] toFloats() {
        return toHost().toFloats();
    }

    /** The only element. */
    public double item() {
        if (numel() != 1) {
            throw new IllegalStateException("A tensor of shape " + Arrays.toString(shape()) + " is not one number");
        }
        return toHost().toDoubles()[0];
    }

    /** Whether no element is NaN or infinite. */
    public boolean allFinite() {
        return Kernels.test("all_finite", this);
    }

    // ---- gradients ----------------------------------------------------------------------------------------------

    /** Makes this a leaf whose gradient can be asked for. */
    public Tensor requiresGrad(boolean requires) {
        JniUtils.attachGradient(array, requires);
        return this;
    }

    public boolean requiresGrad() {
        return JniUtils.requiresGrad(array);
    }

    /** The same values, cut off from the graph. */
    public Tensor detach() {
        return Kernels.one("detach", this);
    }

    // ---- arithmetic ---------------------------------------------------------------------------------------------

    public Tensor add(Tensor other) {
        return Kernels.one("add", this, other);
    }

    public Tensor add(double value) {
        return Kernels.one("add_scalar", this, value);
    }

    public Tensor sub(Tensor other) {
        return Kernels.one("sub", this, other);
    }

    public Tensor sub(double value) {
        return add(-value);
    }

    public Tensor mul(Tensor other) {
        return Kernels.one("mul", this, other);
    }

    public Tensor mul(double value) {
        return Kernels.one("mul_scalar", this, value);
    }

    public Tensor div(Tensor other) {
        return Kernels.one("div", this, other);
    }

    public Tensor div(double value) {
        return mul(1 / value);
    }

    public Tensor pow(double exponent) {
        return Kernels.one("pow_scalar", this, exponent);
    }

    /** {@code this + b·c} in one pass. */
    public Tensor addcmul(Tensor b, Tensor c) {
        return Kernels.one("addcmul", this, b, c);
    }

    /** {@code this + weight·(end − this)}. */
    public Tensor lerp(Tensor end, double weight) {
        return Kernels.one("lerp_scalar", this, end, weight);
    }

    public Tensor lerp(Tensor end, Tensor weight) {
        return Kernels.one("lerp", this, end, weight);
    }

    public Tensor neg() {
        return Kernels.one("neg", this);
    }

    public Tensor abs() {
        return Kernels.one("abs", this);
    }

    public Tensor square() {
        return Kernels.one("square", this);
    }

    public Tensor sqrt() {
        return Kernels.one("sqrt", this);
    }

    public Tensor rsqrt() {
        return Kernels.one("rsqrt", this);
    }

    public Tensor reciprocal() {
        return Kernels.one("reciprocal", this);
    }

    public Tensor exp() {
        return Kernels.one("exp", this);
    }

    public Tensor log() {
        return Kernels.one("log", this);
    }

    public Tensor sin() {
        return Kernels.one("sin", this);
    }

    public Tensor cos() {
        return Kernels.one("cos", this);
    }

    public Tensor sign() {
        return Kernels.one("sign", this);
    }

    public Tensor floor() {
        return Kernels.one("floor", this);
    }

    public Tensor round() {
        return Kernels.one("round", this);
    }

    public Tensor clamp(double lo, double hi) {
        return Kernels.one("clamp", this, lo, hi);
    }

    public Tensor maximum(Tensor other) {
        return Kernels.one("maximum", this, other);
    }

    public Tensor minimum(Tensor other) {
        return Kernels.one("minimum", this, other);
    }

    /** Boolean: where elements are less than {@code value}. */
    public Tensor lessThan(double value) {
        return Kernels.one("lt_scalar", this, value);
    }

    /** Boolean: where elements are greater than {@code value}. */
    public Tensor greaterThan(double value) {
        return Kernels.one("gt_scalar", this, value);
    }

    /** Boolean: where elements are equal. */
    public Tensor equalTo(Tensor other) {
        return Kernels.one("eq", this, other);
    }

    /** {@code a} where this boolean tensor is true, {@code b} elsewhere. */
    public Tensor where(Tensor a, Tensor b) {
        return Kernels.one("where", this, a, b);
    }

    // ---- reductions ---------------------------------------------------------------------------------------------

    public Tensor sum() {
        return Kernels.one("sum_all", this);
    }

    public Tensor mean() {
        return Kernels.one("mean_all", this);
    }

    public Tensor sum(boolean keepDims, long... axes) {
        return Kernels.one("sum", this, axes, keepDims);
    }

    public Tensor mean(boolean keepDims, long... axes) {
        return Kernels.one("mean", this, axes, keepDims);
    }

    /** Variance over axes; {@code unbiased} divides by N − 1. */
    public Tensor var(boolean unbiased, boolean keepDims, long... axes) {
        return Kernels.one("var", this, axes, unbiased, keepDims);
    }

    /** Variance and mean in one pass. */
    public VarMean varMean(boolean unbiased, boolean keepDims, long... axes) {
        List<Tensor> both = Kernels.many("var_mean", this, axes, unbiased, keepDims);
        return new VarMean(both.get(0), both.get(1));
    }

    /** Variance and mean over the same axes. */
    public record VarMean(Tensor var, Tensor mean) {}

    public Tensor amax(boolean keepDims, long... axes) {
        return Kernels.one("amax", this, axes, keepDims);
    }

    public Tensor amin(boolean keepDims, long... axes) {
        return Kernels.one("amin", this, axes, keepDims);
    }

    /** Euclidean norm of all elements. */
    public Tensor l2() {
        return Kernels.one("l2", this);
    }

    /** An orthonormal basis of the columns of a matrix [n, m], n ≥ m, signed so that it is unique. */
    public Tensor orthonormalColumns() {
        return Kernels.one("orthonormal_columns", this);
    }

    // ---- shapes -------------------------------------------------------------------------------------------------

    /** One axis may be −1. */
    public Tensor reshape(long... shape) {
        return Kernels.one("reshape", this, shape);
    }

    /** [N, …] to [N, D]. */
    public Tensor flatten() {
        return reshape(size(0), -1);
    }

    public Tensor permute(long... axes) {
        return Kernels.one("permute", this, axes);
    }

    public Tensor transpose(long axis0, long axis1) {
        return Kernels.one("transpose", this, axis0, axis1);
    }

    public Tensor expand(long... shape) {
        return Kernels.one("expand", this, shape);
    }

    public Tensor select(long axis, long index) {
        return Kernels.one("select", this, axis, index);
    }

    /** Elements {@code from} (inclusive) to {@code to} (exclusive) of one axis. */
    public Tensor narrow(long axis, long from, long to) {
        return Kernels.one("slice", this, axis, from, to, 1L);
    }

    public List<Tensor> split(long axis, long... sizes) {
        return Kernels.many("split", this, sizes, axis);
    }

    public List<Tensor> chunk(long axis, long chunks) {
        return Kernels.many("chunk", this, chunks, axis);
    }

    public Tensor flip(long... axes) {
        return Kernels.one("flip", this, axes);
    }

    public Tensor roll(long shift, long axis) {
        return Kernels.one("roll", this, new long[] {shift}, new long[] {axis});
    }

    public Tensor repeat(long... times) {
        return Kernels.one("repeat", this, times);
    }

    public Tensor unsqueeze(long axis) {
        return Kernels.one("unsqueeze", this, axis);
    }

    public Tensor squeeze(long axis) {
        return Kernels.one("squeeze", this, axis);
    }

    /** Rows (slices of {@code axis}) by an int64 index vector. */
    public Tensor indexSelect(long axis, Tensor index) {
        return Kernels.one("index_select", this, axis, index);
    }

    public Tensor gather(long axis, Tensor index) {
        return Kernels.one("gather", this, axis, index);
    }

    public Tensor unfold(long axis, long size, long step) {
        return Kernels.one("unfold", this, axis, size, step);
    }

    public Tensor contiguous() {
        return Kernels.one("contiguous", this);
    }

    public Tensor copy() {
        return Kernels.one("clone", this);
    }

    public Tensor toFloat32() {
        return Kernels.one("to_float", this);
    }

    public Tensor toFloat64() {
        return Kernels.one("to_double", this);
    }

    public Tensor toInt64() {
        return Kernels.one("to_long", this);
    }

    // ---- in place, outside any graph ----------------------------------------------------------------------------

    /** Overwrites these elements; the shapes must agree. Not while gradients are recorded. */
    public void set(Tensor source) {
        Kernels.run("copy_", this, source);
    }

    /** Moves these elements towards others: {@code this += weight·(towards − this)}. */
    public void lerpInPlace(Tensor towards, double weight) {
        Kernels.run("lerp_", this, towards, weight);
    }

    /** Clips these elements to a range. */
    public void clampInPlace(double lo, double hi) {
        Kernels.run("clamp_", this, lo, hi);
    }

    /** Adds one to every element. */
    public void increment() {
        Kernels.run("increment_", this);
    }

    /** Frees the memory at once instead of with the scope. */
    public void close() {
        array.close();
    }

    @Override
    public String toString() {
        return dtype() + Arrays.toString(shape());
    }
}
