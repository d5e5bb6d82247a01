package studio.ganvas.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.ganvas.engine.StudioException;

/** {@code --class}: one class, or several with their shares. */
final class ClassOption {
    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "Class of a conditional network: its name or number; of a StyleGAN also a mixture, as "
                    + "cat:0.3,dog:0.7.")
    private Optional<String> label = Optional.empty();

    Optional<String> label() {
        return label;
    }

    /**
     * A share for each class, none for a network without.
     *
     * @param names of the network's classes
     */
    List<Double> classes(List<String> names) {
        if (names.isEmpty()) {
            if (label.isPresent()) {
                throw new StudioException("This network knows no classes; leave out --class.");
            }
            return List.of();
        }
        String wanted = label.orElseThrow(
                () -> new StudioException("This network needs --class, one of: " + String.join(", ", names)));
        List<Double> weights = new ArrayList<>(Collections.nCopies(names.size(), 0.0));
        if (number(wanted, names) >= 0) {
            weights.set(number(wanted, names), 1.0);
            return weights;
        }
        for (String part : wanted.split(",")) {
            int colon = part.lastIndexOf(':');
            String name = colon < 0 ? part : part.substring(0, colon);
            int number = number(name.trim(), names);
            if (number < 0) {
                throw new StudioException(
                        "There is no class “" + name.trim() + "”. There are: " + String.join(", ", names));
            }
            weights.set(number, weights.get(number) + share(colon < 0 ? "1" : part.substring(colon + 1)));
        }
        return weights;
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new StudioException("The share of a class is a number, as in cat:0.3, not “" + text + "”.", e);
        }
    }

    /** −1 when there is no such class. */
    private static int number(String name, List<String> names) {
        if (names.contains(name)) {
            return names.indexOf(name);
        }
        int number = name.matches("\\d{1,9}") ? Integer.parseInt(name) : -1;
        return number < names.size() ? number : -1;
    }
}
