package studio.ganvas.gan.junyanz;

import studio.ganvas.nn.Layer;

/**
 * What a generator of these papers is made of; {@link GeneratorFile} finds it out from a file's names and shapes.
 *
 * @param depth residual blocks of a ResNet, halvings of a U-Net
 * @param width channels of the first layer, ngf
 * @param dropout whether dropout layers are there
 */
public record GeneratorSpec(Kind kind, int depth, int inputs, int outputs, int width, Norm norm, boolean dropout) {
    private static final String UNET = "unet_";
    private static final String RESNET = "resnet_";
    private static final String BLOCKS = "blocks";

    /** The two families. */
    public enum Kind {
        RESNET,
        UNET
    }

    /** @param netG as the official code calls it: {@code unet_256}, {@code resnet_9blocks} … */
    public static GeneratorSpec of(String netG, int inputs, int outputs, int width, Norm norm, boolean dropout) {
        if (netG.startsWith(UNET)) {
            int size = Integer.parseInt(netG.substring(UNET.length()));
            int downs = Integer.numberOfTrailingZeros(size);
            return new GeneratorSpec(Kind.UNET, downs, inputs, outputs, width, norm, dropout);
        }
        int blocks = Integer.parseInt(netG.substring(RESNET.length(), netG.length() - BLOCKS.length()));
        return new GeneratorSpec(Kind.RESNET, blocks, inputs, outputs, width, norm, dropout);
    }

    /** As the official code calls it. */
    public String netG() {
        return kind == Kind.UNET ? UNET + (1 << depth) : RESNET + depth + BLOCKS;
    }

    /** The network, not yet filled. */
    public Layer build() {
        return switch (kind) {
            case RESNET -> new ResnetGenerator(inputs, outputs, width, norm, dropout, depth);
            case UNET -> new UnetGenerator(inputs, outputs, width, norm, dropout, depth);
        };
    }

    /** Sides of its pictures must be multiples of this. */
    public int multipleOf() {
        return kind == Kind.UNET ? 1 << depth : 4;
    }
}
