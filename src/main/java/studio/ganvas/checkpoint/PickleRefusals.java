package studio.ganvas.checkpoint;

import java.util.Set;

/** Words for the names that a pickle must not mention. */
final class PickleRefusals {
    private static final Set<String> CODE_RUNNERS = Set.of(
            "os",
            "posix",
            "nt",
            "subprocess",
            "sys",
            "builtins",
            "__builtin__",
            "importlib",
            "runpy",
            "shutil",
            "socket",
            "pty",
            "code",
            "codeop",
            "ctypes",
            "pickle",
            "_pickle",
            "marshal",
            "webbrowser",
            "operator",
            "functools",
            "commands",
            "popen2",
            "pip",
            "pdb",
            "bdb",
            "timeit",
            "asyncio",
            "multiprocessing",
            "threading",
            "urllib",
            "requests",
            "httplib",
            "http",
            "tempfile",
            "io",
            "_io",
            "inspect",
            "types",
            "base64",
            "cloudpickle",
            "dill");

    private PickleRefusals() {}

    static CheckpointException of(String module, String name) {
        String full = shortened(module + "." + name);
        String top = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
        if (CODE_RUNNERS.contains(top) || module.startsWith("torch.hub") || module.startsWith("torch.jit")) {
            return new CheckpointException(
                    "This file wants to run code (" + full
                            + ") when it is opened. Ganvas never runs code from a checkpoint, so it was not loaded. Do not open it in Python either unless you trust whoever made it.");
        }
        if (module.startsWith("dnnlib.tflib")) {
            return new CheckpointException("This file of NVIDIA's TensorFlow code holds more than networks (" + full
                    + "). Ganvas reads its network pickles, with G, D and Gs.");
        }
        if (module.startsWith("torch.nn.")) {
            return new CheckpointException(
                    "This file holds a whole Python model (" + full
                            + ") instead of its weights. In Python, save the weights alone: torch.save(model.state_dict(), 'weights.pt').");
        }
        if (module.startsWith("torch.") || module.equals("torch")) {
            return new CheckpointException("This file uses a feature of PyTorch that Ganvas does not read (" + full
                    + "). Save plain, dense tensors: torch.save(model.state_dict(), 'weights.pt').");
        }
        return new CheckpointException(
                "This file wants to create a Python object (" + full
                        + ") that Ganvas does not know. It never runs code from a checkpoint, so it was not loaded. If you trust the file, save its weights alone in Python: torch.save(model.state_dict(), 'weights.pt').");
    }

    private static String shortened(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
    }
}
