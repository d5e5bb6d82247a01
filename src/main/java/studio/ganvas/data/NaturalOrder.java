package studio.ganvas.data;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Names of classes as people count: whole numbers by value and before words, the rest by letters. */
final class NaturalOrder implements Comparator<String> {
    static final NaturalOrder INSTANCE = new NaturalOrder();

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Override
    public int compare(String a, String b) {
        boolean na = NUMBER.matcher(a).matches();
        boolean nb = NUMBER.matcher(b).matches();
        if (na && nb) {
            int byValue = new BigInteger(a).compareTo(new BigInteger(b));
            return byValue != 0 ? byValue : a.compareTo(b);
        }
        return na != nb ? (na ? -1 : 1) : a.compareTo(b);
    }
}
