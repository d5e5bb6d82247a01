package studio.ganvas.data;

import java.io.IOException;

/** A picture cannot be used; the message is a short reason in plain words that completes "it is left out: …". */
public final class PictureException extends IOException {
    private static final long serialVersionUID = 1L;

    public PictureException(String reason) {
        super(reason);
    }

    public PictureException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
