package studio.ganvas.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** Finds state dicts in a checkpoint and tidies their names. */
public final class StateDicts {
    /** A network of NVIDIA's TensorFlow code: its variables are a list, those of its parts lie in the parts. */
    static final String TENSORFLOW_NETWORK = "dnnlib.tflib.network.Network";

    private static final String PARALLEL = "module.";
    /** All names together; names of shared parts multiply, so a small file could unfold to endless text. */
    private static final long MOST_TEXT = 16 << 20;

    private final Map<String, StateDict> found = new LinkedHashMap<>();
    private long text;

    private StateDicts() {}

    /** Every state dict in {@code root} by its dotted path, in file order; see {@link Checkpoint#stateDicts()}. */
    public static Map<String, StateDict> find(Node root) {
        StateDicts search = new StateDicts();
        search.visit("", root);
        return Collections.unmodifiableMap(search.found);
    }

    /** Without the prefix that {@code torch.nn.DataParallel} puts before every name. */
    public static StateDict withoutModulePrefix(StateDict stateDict) {
        boolean parallel =
                stateDict.size() > 0 && stateDict.names().stream().allMatch(name -> name.startsWith(PARALLEL));
        return parallel ? stateDict.sub(PARALLEL) : stateDict;
    }

    /**
     * Without normalisation statistics that the network no longer has: old CycleGAN files carry {@code running_mean},
     * {@code running_var} and {@code num_batches_tracked} of instance norms, which PyTorch ignores since 0.4.
     *
     * @param expected the names that the network has; other surplus names stay, so that a wrong file is noticed
     */
    public static StateDict withoutObsolete(StateDict stateDict, Set<String> expected) {
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        stateDict.entries().forEach((name, tensor) -> {
            boolean statistic = name.endsWith(".running_mean")
                    || name.endsWith(".running_var")
                    || name.endsWith(".num_batches_tracked");
            if (!statistic || expected.contains(name)) {
                kept.put(name, tensor);
            }
        });
        return new StateDict(kept);
    }

    private void visit(String path, Node node) {
        pay(path.length());
        if (node instanceof Node.Dict dict) {
            if (isStateDict(dict)) {
                Map<String, HostTensor> tensors = new LinkedHashMap<>();
                collect("", dict, tensors);
                found.put(path, new StateDict(tensors));
            } else if (!isOptimizer(dict)) {
                dict.entries().forEach((name, item) -> visit(join(path, name), item));
            }
        } else if (node instanceof Node.List list) {
            for (int i = 0; i < list.items().size(); i++) {
                visit(join(path, Integer.toString(i)), list.items().get(i));
            }
        } else if (node instanceof Node.Object object) {
            if (object.className().equals(TENSORFLOW_NETWORK)) {
                Map<String, HostTensor> tensors = new LinkedHashMap<>();
                variables("", object, tensors);
                String name = object.child("name")
                        .map(each -> each instanceof Node.Text text ? text.value() : "")
                        .filter(each -> path.matches("\\d+") && !each.isEmpty() && !found.containsKey(each))
                        .orElse(path);
                found.put(name, new StateDict(tensors));
            } else if (isModule(object)) {
                Map<String, HostTensor> tensors = new LinkedHashMap<>();
                module("", object, tensors);
                found.put(path, new StateDict(tensors));
            } else {
                visit(path, object.state());
            }
        }
    }

    private static boolean isStateDict(Node.Dict dict) {
        return !dict.entries().isEmpty() && dict.entries().values().stream().allMatch(Node.Tensor.class::isInstance);
    }

    private static boolean isOptimizer(Node.Dict dict) {
        return dict.get("param_groups").isPresent() && dict.get("state").isPresent();
    }

    private static boolean isModule(Node.Object object) {
        return object.child("_parameters").isPresent()
                && object.child("_modules").isPresent();
    }

    private void variables(String prefix, Node.Object network, Map<String, HostTensor> into) {
        pay(prefix.length());
        if (network.child("variables").orElse(null) instanceof Node.List list) {
            list.items().forEach(pair -> {
                if (pair.child("0").orElse(null) instanceof Node.Text name) {
                    pay(prefix.length() + name.value().length());
                    Node value = pair.child("1").orElse(null);
                    if (value instanceof Node.Tensor tensor) {
                        into.put(prefix + name.value(), tensor.value());
                    } else if (value instanceof Node.Number number) {
                        into.put(
                                prefix + name.value(),
                                HostTensor.of(new float[] {number.value().floatValue()}));
                    }
                }
            });
        }
        if (network.child("components").orElse(null) instanceof Node.Dict parts) {
            parts.entries().forEach((name, part) -> {
                if (part instanceof Node.Object object) {
                    variables(prefix + name + "/", object, into);
                }
            });
        }
    }

    /** Parameters, buffers, then children, in the order of {@code Module.state_dict()}. */
    private void module(String prefix, Node.Object module, Map<String, HostTensor> into) {
        pay(prefix.length());
        module.child("_parameters").ifPresent(parameters -> collect(prefix, parameters, into));
        module.child("_buffers").ifPresent(buffers -> collect(prefix, buffers, into));
        module.child("_modules").ifPresent(children -> {
            if (children instanceof Node.Dict dict) {
                dict.entries().forEach((name, child) -> {
                    if (child instanceof Node.Object object) {
                        module(prefix + name + ".", object, into);
                    }
                });
            }
        });
    }

    private void collect(String prefix, Node dict, Map<String, HostTensor> into) {
        if (dict instanceof Node.Dict entries) {
            entries.entries().forEach((name, item) -> {
                if (item instanceof Node.Tensor tensor) {
                    pay(prefix.length() + name.length());
                    into.put(prefix + name, tensor.value());
                }
            });
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void pay(int characters) {
        text += characters;
        if (text > MOST_TEXT) {
            throw new CheckpointException("This file unfolds to endless names of tensors. It was not loaded.");
        }
    }
}
