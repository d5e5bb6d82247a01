package studio.ganvas.checkpoint;

import java.util.List;
import java.util.Map;

/**
 * Networks of stylegan2-ada-pytorch: each is stored with the text of the Python file that defines it. The text is
 * skipped; class name and attributes are kept.
 */
final class NvidiaObjects {
    private NvidiaObjects() {}

    static Object reconstruct(PyValue.Tuple args) {
        Map<?, ?> meta = PickleGlobals.as(Map.class, args.get(0));
        if (!"class".equals(meta.get("type")) || !(meta.get("class_name") instanceof String className)) {
            throw PickleGlobals.misplaced();
        }
        if (className.equals("SynthesisInput")) {
            throw new CheckpointException(
                    "This is a StyleGAN3 network. Ganvas reads networks of StyleGAN2-ADA (PyTorch); StyleGAN3's alias-free layers are not built in.");
        }
        PyValue.Instance network = new PyValue.Instance(className, new PyValue.Tuple(List.of()));
        Object state = meta.get("state");
        network.setState(PickleGlobals.as(Map.class, state));
        return network;
    }
}
