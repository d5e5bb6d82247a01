package studio.ganvas.data.doctor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import studio.ganvas.data.Picture;

/** The first 128 bits of a SHA-256: equal prints are taken for equal contents. */
record Print(long high, long low) {
    static Print of(byte[] bytes) {
        return print(digest(), bytes);
    }

    /** Of the pixels and the size. */
    static Print of(Picture picture) {
        MessageDigest digest = digest();
        digest.update(ByteBuffer.allocate(12)
                .putInt(picture.width())
                .putInt(picture.height())
                .putInt(picture.channels())
                .array());
        return print(digest, picture.bytes());
    }

    private static Print print(MessageDigest digest, byte[] bytes) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(bytes));
        return new Print(hash.getLong(), hash.getLong());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
