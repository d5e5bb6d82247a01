package studio.ganvas.gan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A checkpoint file as the paper's own code writes and reads it.
 *
 * @param name of the file
 * @param networks key in the file to network name; one network under the empty key is a bare state dict
 */
public record OfficialFile(String name, Map<String, String> networks) {
    public OfficialFile {
        networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    }

    /** A file for each network, with its bare state dict. */
    public static List<OfficialFile> bare(List<String> networks, UnaryOperator<String> nameOf) {
        return networks.stream()
                .map(network -> new OfficialFile(nameOf.apply(network), Map.of("", network)))
                .toList();
    }

    /** One file with several state dicts under the names of their networks. */
    public static OfficialFile together(String name, List<String> networks) {
        Map<String, String> keys = new LinkedHashMap<>();
        networks.forEach(network -> keys.put(network, network));
        return new OfficialFile(name, keys);
    }
}
