package studio.ganvas.engine.local;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name under which this machine writes into the runs that it trains. */
final class ThisMachine {
    private static final String NAME = find();

    private ThisMachine() {}

    static String name() {
        return NAME;
    }

    private static String find() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return System.getenv().getOrDefault("HOSTNAME", "unknown");
        }
    }
}
