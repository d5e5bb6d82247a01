package studio.ganvas.engine.stylize;

import java.util.List;

/**
 * What a picture was made with; it is written into the picture's file.
 *
 * @param modelName what the model was called, for when it can't be found
 * @param strength 0 (the photo) to 1 (the translation)
 * @param photoName file name of the photo; empty for a pasted one. Its folder is nobody's business but the user's.
 * @param photoPrint see {@link Photo#print()}
 * @param rho see {@link StylizeRequest}
 * @param attention what was shown over it
 */
public record StylizeSettings(
        String modelId,
        String modelName,
        String direction,
        SizeMode size,
        double strength,
        String photoName,
        String photoPrint,
        List<RhoSetting> rho,
        AttentionSettings attention) {
    /** Keyword of the text in a PNG file. */
    public static final String KEYWORD = "ganvas.stylize";

    public StylizeSettings {
        rho = List.copyOf(rho);
    }

    /** As learnt, without attention. */
    public StylizeSettings(
            String modelId,
            String modelName,
            String direction,
            SizeMode size,
            double strength,
            String photoName,
            String photoPrint) {
        this(modelId, modelName, direction, size, strength, photoName, photoPrint, List.of(), AttentionSettings.HIDDEN);
    }
}
