package studio.ganvas.checkpoint;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.tensor.HostTensor;

/** Turns unpickled values into a {@link Node} tree, refusing cycles, great depth and structures that unfold hugely. */
final class TreeBuilder {
    static final int MAX_DEPTH = 100;
    static final int LONGEST_KEY = 1024;
    private static final long MAX_NODES = 2_000_000;

    private record Built(Node node, long weight) {}

    private static final Built UNDER_CONSTRUCTION = new Built(new Node.None(), 0);

    /** Shared values are converted once; {@code weight} counts what they would be if they were written out. */
    private final Map<Object, Built> done = new IdentityHashMap<>();

    static Node build(Object value) {
        return new TreeBuilder().convert(value, 0).node();
    }

    private Built convert(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new CheckpointException(
                    "This file is nested more than %d levels deep. No checkpoint is; it was not loaded."
                            .formatted(MAX_DEPTH));
        }
        Built earlier = done.get(value);
        if (earlier == UNDER_CONSTRUCTION) {
            throw new CheckpointException("This file contains a value that contains itself. It was not loaded.");
        }
        if (earlier != null) {
            return earlier;
        }
        if (value instanceof Map<?, ?> map) {
            done.put(value, UNDER_CONSTRUCTION);
            return finish(value, dict(map, depth));
        }
        if (value instanceof PyValue.Instance instance) {
            done.put(value, UNDER_CONSTRUCTION);
            Built args = list(instance.args().items(), depth);
            Built state = convert(instance.state(), depth + 1);
            List<Node> arguments = ((Node.List) args.node()).items();
            Node node = new Node.Object(instance.className(), arguments, state.node());
            return finish(value, new Built(node, args.weight() + state.weight()));
        }
        if (value instanceof List || value instanceof PyValue.Tuple) {
            done.put(value, UNDER_CONSTRUCTION);
            return finish(value, list(PickleGlobals.items(value), depth));
        }
        return new Built(leaf(value, depth), 1);
    }

    private Built finish(Object value, Built built) {
        if (built.weight() > MAX_NODES) {
            throw new CheckpointException(
                    "This file unfolds to more than %,d values. No checkpoint does; it was not loaded."
                            .formatted(MAX_NODES));
        }
        done.put(value, built);
        return built;
    }

    private Built dict(Map<?, ?> map, int depth) {
        Map<String, Node> entries = new LinkedHashMap<>();
        long weight = 1;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Built item = convert(entry.getValue(), depth + 1);
            weight += item.weight();
            entries.put(
                    entry.getKey() instanceof PyValue.None
                            ? "None"
                            : entry.getKey().toString(),
                    item.node());
        }
        return new Built(new Node.Dict(entries), weight);
    }

    private Built list(List<Object> values, int depth) {
        List<Node> items = new ArrayList<>(values.size());
        long weight = 1;
        for (Object value : values) {
            Built item = convert(value, depth + 1);
            weight += item.weight();
            items.add(item.node());
        }
        return new Built(new Node.List(items), weight);
    }

    private Node leaf(Object value, int depth) {
        if (value instanceof HostTensor tensor) {
            return new Node.Tensor(tensor);
        }
        if (value instanceof Storage storage) {
            return new Node.Tensor(storage.view(0, new long[] {storage.length()}, new long[] {1}));
        }
        if (value instanceof String text) {
            return new Node.Text(text);
        }
        if (value instanceof Boolean flag) {
            return new Node.Flag(flag);
        }
        if (value instanceof Number number) {
            return new Node.Number(number);
        }
        if (value instanceof PyValue.NumpyArray array) {
            return convert(array.value(), depth + 1).node();
        }
        if (value instanceof PyValue.Global global) {
            return new Node.Text(global.name());
        }
        if (value instanceof PyValue.Bytes bytes) {
            return new Node.Text("%,d bytes".formatted(bytes.source().size()));
        }
        if (value instanceof PyValue.NumpyDType) {
            return new Node.Text("numpy.dtype");
        }
        return new Node.None();
    }
}
