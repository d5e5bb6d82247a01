package studio.ganvas.engine.local;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

/** An animated GIF that repeats for ever; every picture has its own 256 colours. */
final class GifFilm implements FilmWriter {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final BesideFile file;
    private final int framesPerSecond;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final ImageOutputStream out;
    private int count;

    GifFilm(Path target, int framesPerSecond) throws IOException {
        this.framesPerSecond = framesPerSecond;
        file = new BesideFile(target);
        Files.createFile(file.unfinished());
        out = ImageIO.createImageOutputStream(file.unfinished().toFile());
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    @Override
    public void add(Pixels picture, LatentState state) throws IOException {
        int w = picture.width();
        int h = picture.height();
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, w, h, picture.argb(), 0, w);
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(hundredths(count)));
        if (count == 0) {
            IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
            repeat.setAttribute("applicationID", "NETSCAPE");
            repeat.setAttribute("authenticationCode", "2.0");
            repeat.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(repeat);
        }
        metadata.setFromTree(FORMAT, root);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
        count++;
    }

    /**
     * GIF counts in hundredths of a second: the rounding of one picture is made good by the next ones. Programs show pictures
     * that ask for less than two of them much longer.
     */
    private int hundredths(int frame) {
        long from = Math.round(100.0 * frame / framesPerSecond);
        return (int) Math.max(2, Math.round(100.0 * (frame + 1) / framesPerSecond) - from);
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }

    @Override
    public void finish() throws IOException {
        writer.endWriteSequence();
        close();
        file.move();
    }

    private void close() throws IOException {
        out.close();
        writer.dispose();
    }

    @Override
    public void discard() {
        try {
            close();
        } catch (IOException e) {
            file.couldNotClose(e);
        }
        file.delete();
    }
}
