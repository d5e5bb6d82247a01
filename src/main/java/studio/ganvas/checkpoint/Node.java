package studio.ganvas.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.tensor.HostTensor;

/**
 * What a checkpoint holds, as a tree of plain values. Trees are finite, at most {@value TreeBuilder#MAX_DEPTH} levels
 * deep and free of cycles; equal parts may be shared.
 */
public sealed interface Node {
    /** A Python dict, an OrderedDict or an attribute namespace in file order; number keys become their decimal text. */
    record Dict(Map<String, Node> entries) implements Node {
        public Dict {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    /** A list, tuple, set or {@code torch.Size}. */
    record List(java.util.List<Node> items) implements Node {
        public List {
            items = java.util.List.copyOf(items);
        }
    }

    /** A tensor or NumPy array; its bytes stay in the file until asked for. */
    record Tensor(HostTensor value) implements Node {}

    /** A string, or the printed form of a value that is only ever shown, such as a device or an element type. */
    record Text(String value) implements Node {}

    /** A {@code Long}, {@code Double} or {@code BigInteger}. */
    record Number(java.lang.Number value) implements Node {}

    /** Python's {@code True} or {@code False}. */
    record Flag(boolean value) implements Node {}

    /** Python's {@code None}. */
    record None() implements Node {}

    /**
     * An instance of a class that the allow-list knows only as a holder of data: {@code Generator} of an NVIDIA snapshot,
     * {@code argparse.Namespace}. {@code state} is its attribute dictionary, or {@link None}.
     */
    record Object(String className, java.util.List<Node> args, Node state) implements Node {
        public Object {
            args = java.util.List.copyOf(args);
        }
    }

    /** The child of that name: a dictionary entry, a list position or an attribute of an object. */
    default Optional<Node> child(String name) {
        if (this instanceof Dict dict) {
            return dict.get(name);
        }
        if (this instanceof Object object) {
            return object.state().child(name);
        }
        if (this instanceof List list && name.matches("\\d{1,9}")) {
            int index = Integer.parseInt(name);
            return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * As ordinary values: maps, lists, texts, numbers and flags; None is null, so that it differs from a missing key. For
     * the arguments that a network was constructed with.
     *
     * @throws IllegalStateException for tensors and objects
     */
    default java.lang.Object plain() {
        if (this instanceof Dict dict) {
            Map<String, java.lang.Object> values = new LinkedHashMap<>();
            dict.entries().forEach((key, value) -> values.put(key, value.plain()));
            return values;
        } else if (this instanceof List list) {
            return list.items().stream().map(Node::plain).toList();
        } else if (this instanceof Text text) {
            return text.value();
        } else if (this instanceof Number number) {
            return number.value();
        } else if (this instanceof Flag flag) {
            return flag.value();
        } else if (this instanceof None) {
            return null;
        }
        throw new IllegalStateException("Only settings can be plain values, not tensors and objects");
    }

    /** Follows {@code names} downwards from here. */
    default Optional<Node> at(String... names) {
        Optional<Node> here = Optional.of(this);
        for (String name : names) {
            here = here.flatMap(node -> node.child(name));
        }
        return here;
    }
}
