package studio.ganvas.checkpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.tensor.DType;

/**
 * Plain pickles and the stream that torch wrote before 1.6: five pickles (magic number, version, system, object, list of
 * storage keys), then the storages in the order of that list.
 */
final class PickleReader {
    /** 0x1950a86a20f9469cfc6c as the pickle of every legacy torch file starts with it. */
    static final byte[] LEGACY_MAGIC = {
        (byte) 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
    };

    private final PickleBudget budget = new PickleBudget();

    private PickleReader() {}

    /** A pickle without a container, such as an NVIDIA network snapshot; storages in it are embedded legacy streams. */
    static Node plain(ByteSource source) {
        PickleReader reader = new PickleReader();
        ByteCursor in = new ByteCursor(source);
        Object value = new Unpickler(in, reader.globals(), PickleReader::noStorages, reader.budget).load();
        return TreeBuilder.build(value);
    }

    static Node legacyTorch(ByteSource source) {
        PickleReader reader = new PickleReader();
        return TreeBuilder.build(reader.legacyStream(source, reader.globals()));
    }

    /** The pickle of a torch zip, whose storages are resolved by {@code storages}. */
    static Node withStorages(ByteSource source, Unpickler.PersistentIds storages) {
        PickleReader reader = new PickleReader();
        Object value = new Unpickler(new ByteCursor(source), reader.globals(), storages, reader.budget).load();
        return TreeBuilder.build(value);
    }

    private PickleGlobals globals() {
        PickleGlobals inside = new PickleGlobals(bytes -> {
            throw new CheckpointException("This file nests torch files inside torch files. It was not loaded.");
        });
        return new PickleGlobals(bytes -> legacyStream(bytes, inside));
    }

    private Object legacyStream(ByteSource source, PickleGlobals globals) {
        ByteCursor in = new ByteCursor(source);
        for (int header = 0; header < 2; header++) {
            next(in, globals, PickleReader::noStorages);
        }
        if (next(in, globals, PickleReader::noStorages) instanceof Map<?, ?> system
                && Boolean.FALSE.equals(system.get("little_endian"))) {
            throw new CheckpointException(
                    "This file was written on a big-endian machine, which Ganvas does not read. Load and save it again in Python on an ordinary one.");
        }
        LegacyStorages storages = new LegacyStorages();
        Object value = next(in, globals, storages);
        List<Object> keys = PickleGlobals.items(next(in, globals, PickleReader::noStorages));
        storages.locate(keys, in);
        return value;
    }

    private Object next(ByteCursor in, PickleGlobals globals, Unpickler.PersistentIds ids) {
        return new Unpickler(in, globals, ids, budget).load();
    }

    private static Object noStorages(PyValue.Tuple id) {
        throw new CheckpointException(
                "This pickle refers to tensors outside itself. Save it in Python with torch.save instead of pickle.dump.");
    }

    /** The storage named by a persistent id {@code ('storage', class, key, location, length, …)}. */
    static Storage describe(PyValue.Tuple id) {
        if (!"storage".equals(id.get(0))) {
            throw PickleRefusals.of("torch.nn.modules", "Module");
        }
        PyValue.Global storageClass = PickleGlobals.as(PyValue.Global.class, id.get(1));
        DType dtype = PickleGlobals.storageType(storageClass).orElseThrow(PickleGlobals::misplaced);
        return new Storage(dtype, PickleGlobals.integer(id.get(4)));
    }

    /** Storages that are mentioned first and found later. */
    private static final class LegacyStorages implements Unpickler.PersistentIds {
        private record View(String root, long offset, Storage storage) {}

        private final Map<String, Storage> roots = new HashMap<>();
        private final Map<String, View> views = new HashMap<>();

        @Override
        public Object load(PyValue.Tuple id) {
            Storage described = describe(id);
            String key = PickleGlobals.as(String.class, id.get(2));
            Storage root = roots.computeIfAbsent(key, k -> described);
            if (root.dtype() != described.dtype() || root.length() != described.length()) {
                throw PickleGlobals.misplaced();
            }
            if (id.size() > 5 && id.get(5) instanceof PyValue.Tuple view) {
                String viewKey = PickleGlobals.as(String.class, view.get(0));
                long offset = PickleGlobals.integer(view.get(1));
                Storage part = new Storage(root.dtype(), PickleGlobals.integer(view.get(2)));
                return views.computeIfAbsent(viewKey, k -> new View(key, offset, part))
                        .storage();
            }
            return root;
        }

        void locate(List<Object> keys, ByteCursor in) {
            Map<String, ByteSource> places = new HashMap<>();
            for (Object item : keys) {
                Storage storage = roots.get(PickleGlobals.as(String.class, item));
                if (storage == null) {
                    throw PickleGlobals.misplaced();
                }
                long length = in.i64();
                if (length != storage.length()) {
                    throw new CheckpointException("This file is damaged: a block of %,d numbers is announced as %,d."
                            .formatted(length, storage.length()));
                }
                ByteSource place = in.slice(length * storage.dtype().bytes());
                storage.locate(place);
                places.put((String) item, place);
            }
            for (View view : views.values()) {
                ByteSource place = places.get(view.root());
                if (view.offset() < 0 || view.offset() > roots.get(view.root()).length()) {
                    throw PickleGlobals.misplaced();
                }
                if (place != null) {
                    int bytes = view.storage().dtype().bytes();
                    view.storage()
                            .locate(place.slice(
                                    view.offset() * bytes, view.storage().length() * bytes));
                }
            }
            boolean missing = roots.values().stream().anyMatch(storage -> !storage.isLocated())
                    || views.values().stream().anyMatch(view -> !view.storage().isLocated());
            if (missing) {
                throw new CheckpointException(
                        "This file is cut short or damaged: the numbers of some of its tensors are missing. Copy or download it again.");
            }
        }
    }
}
