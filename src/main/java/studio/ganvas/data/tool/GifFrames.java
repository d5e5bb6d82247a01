package studio.ganvas.data.tool;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.NodeList;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PictureReader;
import studio.ganvas.image.Pixels;

/** The frames of an animated GIF as they are seen: each laid over what the ones before have left. */
final class GifFrames {
    private GifFrames() {}

    static void read(Path video, Frames.Taker taker, ToolProgress progress) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(video.toFile())) {
            reader.setInput(in, false);
            int frames = reader.getNumImages(true);
            IIOMetadataNode screen = node(reader.getStreamMetadata(), "LogicalScreenDescriptor");
            int width = Math.max(number(screen, "logicalScreenWidth"), reader.getWidth(0));
            int height = Math.max(number(screen, "logicalScreenHeight"), reader.getHeight(0));
            if ((long) width * height > PictureReader.MAX_PIXELS) {
                throw new IOException(video.getFileName() + " is " + width + "×" + height + " pixels: too large");
            }
            BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            for (int i = 0; i < frames; i++) {
                IIOMetadata metadata = reader.getImageMetadata(i);
                IIOMetadataNode place = node(metadata, "ImageDescriptor");
                String after = node(metadata, "GraphicControlExtension").getAttribute("disposalMethod");
                BufferedImage before = after.equals("restoreToPrevious") ? copy(canvas) : canvas;
                BufferedImage frame = reader.read(i);
                int x = number(place, "imageLeftPosition"), y = number(place, "imageTopPosition");
                Graphics2D graphics = canvas.createGraphics();
                graphics.drawImage(frame, x, y, null);
                graphics.dispose();
                if (!taker.take(i, () -> picture(canvas))) {
                    return;
                }
                progress.at(i + 1, frames);
                if (after.equals("restoreToPrevious")) {
                    before.copyData(canvas.getRaster());
                } else if (after.equals("restoreToBackgroundColor")) {
                    Graphics2D eraser = canvas.createGraphics();
                    eraser.setComposite(AlphaComposite.Clear);
                    eraser.fillRect(x, y, frame.getWidth(), frame.getHeight());
                    eraser.dispose();
                }
            }
        } catch (RuntimeException e) {
            if (e instanceof java.util.concurrent.CancellationException cancelled) {
                throw cancelled;
            }
            throw new IOException(video.getFileName() + " is a damaged GIF", e);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
        image.copyData(copy.getRaster());
        return copy;
    }

    private static Picture picture(BufferedImage canvas) {
        int w = canvas.getWidth(), h = canvas.getHeight();
        return Picture.of(new Pixels(w, h, canvas.getRGB(0, 0, w, h, null, 0, w)));
    }

    /** The node of this name; an empty one where the file has none. */
    private static IIOMetadataNode node(IIOMetadata metadata, String name) {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        NodeList found = root.getElementsByTagName(name);
        return found.getLength() == 0 ? new IIOMetadataNode(name) : (IIOMetadataNode) found.item(0);
    }

    private static int number(IIOMetadataNode node, String attribute) {
        String value = node.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }
}
