package studio.ganvas.ui.latent;

import java.util.Optional;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.engine.latent.Keyframe;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

/** A keyframe with its thumbnail, once there is one. */
record Shot(Keyframe frame, Optional<Pixels> thumbnail) {
    Shot lasting(double seconds) {
        return new Shot(new Keyframe(frame.state(), seconds, frame.easing()), thumbnail);
    }

    Shot eased(Easing easing) {
        return new Shot(new Keyframe(frame.state(), frame.seconds(), easing), thumbnail);
    }

    Shot of(LatentState state, Optional<Pixels> picture) {
        return new Shot(new Keyframe(state, frame.seconds(), frame.easing()), picture);
    }
}
