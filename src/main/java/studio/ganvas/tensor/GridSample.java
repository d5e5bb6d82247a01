package studio.ganvas.tensor;

/**
 * Bilinear sampling of a picture at arbitrary places, zero outside, made of gathers so that it differentiates twice
 * (PyTorch's own {@code grid_sample} has no second derivative, which R1 through augmentations needs).
 */
public final class GridSample {
    private GridSample() {}

    /**
     * {@code align_corners=False}, zero padding.
     *
     * @param x [N, C, H, W]
     * @param grid [N, H', W', 2], x then y, −1 the left (upper) border of the picture and 1 the right (lower)
     * @return [N, C, H', W']
     */
    public static Tensor bilinear(Tensor x, Tensor grid) {
        long n = x.size(0);
        long c = x.size(1);
        long h = x.size(2);
        long w = x.size(3);
        long outH = grid.size(1);
        long outW = grid.size(2);
        Tensor gx = grid.select(3, 0).add(1).mul(w / 2.0).sub(0.5); // [N, H', W'] in pixels
        Tensor gy = grid.select(3, 1).add(1).mul(h / 2.0).sub(0.5);
        Tensor x0 = gx.detach().floor();
        Tensor y0 = gy.detach().floor();
        Tensor fx = gx.sub(x0);
        Tensor fy = gy.sub(y0);
        Tensor flat = x.reshape(n, c, h * w);
        Tensor sum = corner(flat, x0, y0, h, w).mul(weight(fx, fy, false, false));
        sum = sum.add(corner(flat, x0.add(1), y0, h, w).mul(weight(fx, fy, true, false)));
        sum = sum.add(corner(flat, x0, y0.add(1), h, w).mul(weight(fx, fy, false, true)));
        sum = sum.add(corner(flat, x0.add(1), y0.add(1), h, w).mul(weight(fx, fy, true, true)));
        return sum.reshape(n, c, outH, outW);
    }

    /** [N, 1, H'·W'] */
    private static Tensor weight(Tensor fx, Tensor fy, boolean right, boolean lower) {
        Tensor wx = right ? fx : fx.neg().add(1);
        Tensor wy = lower ? fy : fy.neg().add(1);
        return wx.mul(wy).reshape(fx.size(0), 1, -1);
    }

    /** The pixels at whole-numbered places, zero where those lie outside: [N, C, H'·W']. */
    private static Tensor corner(Tensor flat, Tensor px, Tensor py, long h, long w) {
        Tensor cx = px.clamp(0, w - 1);
        Tensor cy = py.clamp(0, h - 1);
        long n = flat.size(0);
        long c = flat.size(1);
        Tensor inside =
                cx.equalTo(px).toFloat32().mul(cy.equalTo(py).toFloat32()).reshape(n, 1, -1);
        Tensor index = cy.mul(w).add(cx).toInt64().reshape(n, 1, -1).expand(n, c, -1);
        return flat.gather(2, index).mul(inside);
    }
}
