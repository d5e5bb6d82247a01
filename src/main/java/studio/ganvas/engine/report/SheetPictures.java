package studio.ganvas.engine.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Sample sheets inside a page: small ones as they are, large ones scaled down and as JPEG. */
final class SheetPictures {
    private static final long SMALL = 250_000;
    private static final int WIDEST = 1060;
    private static final float QUALITY = 0.88f;

    private SheetPictures() {}

    /** The value of a {@code src}; empty when the file is no whole picture. */
    static Optional<String> inline(Path file) {
        try {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null) {
                return Optional.empty();
            }
            return Optional.of(
                    Files.size(file) <= SMALL
                            ? "data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                            : "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(picture)));
        } catch (IOException | RuntimeException e) {
            // half copied, or gone meanwhile
            return Optional.empty();
        }
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        double scale = Math.min(1, WIDEST / (double) picture.getWidth());
        int width = (int) Math.round(picture.getWidth() * scale);
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = page.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(picture, 0, 0, width, height, null);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(page, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** About {@code most} of the steps, the first and the last among them: evenly in between. */
    static List<Long> chosen(List<Long> steps, int most) {
        if (steps.size() <= most) {
            return steps;
        }
        List<Long> chosen = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            chosen.add(steps.get((int) Math.round(i * (steps.size() - 1.0) / (most - 1))));
        }
        return chosen;
    }

    /** Those of {@code steps} that lie nearest to what {@code wanted} says. */
    static Optional<Long> nearest(List<Long> steps, long wanted) {
        return steps.stream().min((a, b) -> Long.compare(Math.abs(a - wanted), Math.abs(b - wanted)));
    }
}
