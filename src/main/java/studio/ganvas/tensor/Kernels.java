package studio.ganvas.tensor;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Calls the methods of the TorchScript module that {@link OpsArchive} makes.
 *
 * <p>DJL's public {@code IValueUtils.runMethod} switches gradients off and its {@code forward} takes tensors only, so the
 * native call beneath both is used directly: numbers and lists travel as they are, and whether a graph is recorded is
 * decided by the thread's gradient mode alone.
 */
final class Kernels {
    private static final Native NATIVE = new Native();
    private static final long MODULE = load();
    private static final long NONE = NATIVE.run(MODULE, "none", new long[0]);

    private Kernels() {}

    /** A method of another module, whose result is one tensor. */
    static Tensor of(long module, String method, Object... arguments) {
        try (IValue result = call(module, method, arguments)) {
            if (!result.isTensor()) {
                throw TensorException.of("The program's " + method + " gives something else than one tensor");
            }
            PtNDArray array = result.toTensor(Scope.current());
            Scope.made(array);
            return new Tensor(array);
        }
    }

    static Tensor one(String method, Object... arguments) {
        try (IValue result = call(method, arguments)) {
            PtNDArray array = result.toTensor(Scope.current());
            Scope.made(array);
            return new Tensor(array);
        }
    }

    static List<Tensor> many(String method, Object... arguments) {
        PtNDManager manager = Scope.current();
        try (IValue result = call(method, arguments)) {
            return java.util.Arrays.stream(result.toTensorArray(manager))
                    .peek(Scope::made)
                    .map(Tensor::new)
                    .toList();
        }
    }

    /** For methods that work in place: their result is dropped. */
    static void run(String method, Object... arguments) {
        call(method, arguments).close();
    }

    static boolean test(String method, Object... arguments) {
        try (IValue result = call(method, arguments)) {
            return result.toBoolean();
        }
    }

    private static IValue call(String method, Object... arguments) {
        return call(MODULE, method, arguments);
    }

    private static IValue call(long module, String method, Object... arguments) {
        long[] handles = new long[arguments.length];
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] == null) {
                    handles[i] = NONE;
                } else {
                    values[i] = value(arguments[i]);
                    handles[i] = values[i].getHandle();
                }
            }
            return NATIVE.wrap(NATIVE.run(module, method, handles));
        } catch (EngineException e) {
            throw TensorException.of(method, e);
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof Tensor tensor) {
            return IValue.from(tensor.array());
        } else if (argument instanceof Double number) {
            return IValue.from(number.doubleValue());
        } else if (argument instanceof Integer number) {
            return IValue.from(number.longValue());
        } else if (argument instanceof Long number) {
            return IValue.from(number.longValue());
        } else if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        } else if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof List<?> tensors) {
            return IValue.listFrom(
                    tensors.stream().map(each -> ((Tensor) each).array()).toArray(PtNDArray[]::new));
        }
        throw new IllegalArgumentException("An operation cannot take a " + argument.getClass());
    }

    private static long load() {
        Torch.device();
        JniUtils.setGraphExecutorOptimize(false);
        try {
            @SuppressWarnings("resource") // lives as long as the process
            PtSymbolBlock block =
                    JniUtils.loadModule(Torch.newManager(), new ByteArrayInputStream(OpsArchive.bytes()), false, false);
            return block.getHandle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The two package-private members of DJL's JNI layer that are needed. */
    private static final class Native {
        private final MethodHandle runMethod;
        private final MethodHandle newValue;

        Native() {
            try {
                Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
                Field instance = library.getDeclaredField("LIB");
                instance.setAccessible(true);
                Method run = library.getDeclaredMethod(
                        "moduleRunMethod", long.class, String.class, long[].class, boolean.class, boolean.class);
                run.setAccessible(true);
                runMethod = MethodHandles.lookup()
                        .unreflect(run)
                        .bindTo(instance.get(null))
                        .asType(MethodType.methodType(
                                long.class, long.class, String.class, long[].class, boolean.class, boolean.class));
                Constructor<IValue> constructor = IValue.class.getDeclaredConstructor(long.class);
                constructor.setAccessible(true);
                newValue = MethodHandles.lookup().unreflectConstructor(constructor);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This version of DJL has another native interface than 0.35.1", e);
            }
        }

        long run(long module, String method, long[] arguments) {
            try {
                return (long) runMethod.invokeExact(module, method, arguments, true, false);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        IValue wrap(long handle) {
            try {
                return (IValue) newValue.invokeExact(handle);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
