package studio.ganvas.gan;

import java.util.List;
import java.util.stream.Collectors;
import studio.ganvas.gan.cyclegan.CycleGan;
import studio.ganvas.gan.dcgan.Dcgan;
import studio.ganvas.gan.pix2pix.Pix2Pix;
import studio.ganvas.gan.stylegan1.StyleGan1;
import studio.ganvas.gan.stylegan2.StyleGan2;
import studio.ganvas.gan.ugatit.Ugatit;
import studio.ganvas.gan.unit.OfficialUnit;
import studio.ganvas.gan.unit.Unit;

/** All systems that this studio can train. A new one is one line here. */
public final class GanSystems {
    private static final List<GanSystem> ALL = List.of(
            new Dcgan(),
            new Gan(),
            new Cgan(),
            new StyleGan1(),
            new StyleGan2(),
            new Pix2Pix(),
            new CycleGan(),
            new Ugatit(),
            new Unit(),
            new OfficialUnit());

    private GanSystems() {}

    /** In the order in which a newcomer should meet them. */
    public static List<GanSystem> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException naming the known ids */
    public static GanSystem byId(String id) {
        return ALL.stream()
                .filter(system -> system.info().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no system “" + id + "”. Known are: "
                        + ALL.stream().map(system -> system.info().id()).collect(Collectors.joining(", "))));
    }
}
