package studio.ganvas.data;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Colours that are meant in another RGB space than sRGB, such as Display P3 of telephones and Adobe RGB of cameras. */
final class ColourProfile {
    private static final Logger LOG = LoggerFactory.getLogger(ColourProfile.class);

    private ColourProfile() {}

    /** The picture in sRGB; as it is where the profile is sRGB, no RGB profile, or damaged. */
    static Picture toSrgb(Picture picture, Optional<byte[]> profile) {
        if (profile.isEmpty() || picture.channels() != 3) {
            return picture;
        }
        try {
            ICC_Profile from = ICC_Profile.getInstance(profile.get());
            if (from.getColorSpaceType() != ColorSpace.TYPE_RGB || isSrgb(from)) {
                return picture;
            }
            byte[] out = new byte[picture.bytes().length];
            ICC_Profile[] way = {from, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
            new ColorConvertOp(way, null).filter(raster(picture, picture.bytes()), raster(picture, out));
            return new Picture(picture.width(), picture.height(), 3, out, picture.notes())
                    .noting("colours converted from another RGB profile to sRGB");
        } catch (IllegalArgumentException | CMMException e) {
            LOG.debug("A colour profile cannot be used; the colours are taken as sRGB", e);
            return picture;
        }
    }

    private static WritableRaster raster(Picture p, byte[] bytes) {
        return Raster.createInterleavedRaster(
                new DataBufferByte(bytes, bytes.length),
                p.width(),
                p.height(),
                3 * p.width(),
                3,
                new int[] {0, 1, 2},
                null);
    }

    /** The many profiles that describe sRGB say so in their description, in ASCII or in UTF-16. */
    private static boolean isSrgb(ICC_Profile profile) {
        byte[] tag = profile.getData(ICC_Profile.icSigProfileDescriptionTag);
        String description = tag == null ? "" : new String(tag, StandardCharsets.ISO_8859_1).replace("\0", "");
        return description.contains("sRGB") && !description.contains("linear");
    }
}
