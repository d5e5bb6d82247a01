package studio.ganvas.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files in a zip, read in place. Nothing is ever unpacked to disk, so no entry can write outside. */
final class ZipSource implements FileSource {
    private final ZipFile zip;
    private final List<ZipEntry> entries;
    private final List<String> names;
    private final List<Problem> problems = new ArrayList<>();

    ZipSource(Path path) throws IOException {
        zip = openZip(path);
        TreeMap<String, ZipEntry> found = new TreeMap<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (entry.isDirectory() || FileSource.isClutter(name.replace("../", ""))) {
                continue;
            }
            if (leavesTheZip(name)) {
                problems.add(new Problem(name, "its path leads out of the zip; refused"));
            } else {
                found.putIfAbsent(name, entry);
            }
        }
        names = List.copyOf(found.keySet());
        entries = List.copyOf(found.values());
    }

    private static ZipFile openZip(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            // Names in zips of old Windows programs are not UTF-8.
            Charset legacy = Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
            try {
                return new ZipFile(path.toFile(), legacy);
            } catch (ZipException again) {
                throw new IOException(
                        path.getFileName() + " is not a complete zip file (" + e.getMessage()
                                + "); download or pack it again",
                        e);
            }
        }
    }

    private static boolean leavesTheZip(String name) {
        return name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || (name.length() > 1 && name.charAt(1) == ':')
                || List.of(name.split("/")).contains("..");
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public long size(int file) {
        return Math.max(entries.get(file).getSize(), 0);
    }

    @Override
    public long stamp(int file) {
        return entries.get(file).getCrc();
    }

    @Override
    public InputStream open(int file) throws IOException {
        return zip.getInputStream(entries.get(file));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
