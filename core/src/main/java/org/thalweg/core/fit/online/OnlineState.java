package org.thalweg.core.fit.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What a fit that learns as rows come has learned so far. */
public final class OnlineState {
    private static final int VERSION = 1;
    private static final int MOST_POINTS = 512;

    long rounds;
    long rows;
    double weight;
    double loss;
    double lastLoss = Double.NaN;
    boolean diverged;
    final double[] theta;
    final double[][] memory;
    /** Mean loss of the rounds 0, k, 2k, …; k is doubled whenever there would be too many. */
    private double[] curve = new double[16];

    private int points;
    private long stride = 1;

    OnlineState(double[] theta, int memoryVectors) {
        this.theta = theta.clone();
        memory = new double[memoryVectors][theta.length];
    }

    /** Notes the mean loss of a round before its rows were learned from. */
    void note(double meanLoss) {
        lastLoss = meanLoss;
        if (rounds % stride != 0) {
            return;
        }
        if (points == MOST_POINTS) {
            for (int i = 0; 2 * i < points; i++) {
                curve[i] = curve[2 * i];
            }
            points /= 2;
            stride *= 2;
        }
        if (rounds % stride == 0) {
            curve = points == curve.length ? Arrays.copyOf(curve, 2 * points) : curve;
            curve[points++] = meanLoss;
        }
    }

    /** Complete micro-rounds. */
    public long rounds() {
        return rounds;
    }

    /** Rows that were learned from. */
    public long rows() {
        return rows;
    }

    /** The prequential loss: Σ w·ℓ/Σ w over all rows, each judged by what was learned before it came; NaN before the first. */
    public double prequentialLoss() {
        return loss / weight;
    }

    /** The same of the last round alone. */
    public double lastLoss() {
        return lastLoss;
    }

    /** Whether a loss or slope was not finite: nothing was learned since. */
    public boolean isDiverged() {
        return diverged;
    }

    /** The parameters. */
    public double[] theta() {
        return theta.clone();
    }

    /** Mean losses of the rounds 0, {@link #stride}, 2·stride, …. */
    public double[] curve() {
        return Arrays.copyOf(curve, points);
    }

    /** Rounds between two points of the curve. */
    public long stride() {
        return stride;
    }

    /** SHA-256 over the bits of all that was learned, as 64 hexadecimal digits. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES);
            digest.update("%d %d".formatted(rounds, rows).getBytes(StandardCharsets.UTF_8));
            digest.update(bytes.putDouble(0, loss).array());
            for (double parameter : theta) {
                digest.update(bytes.putDouble(0, parameter + 0.0).array());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Writes all of it. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(rounds);
        out.writeLong(rows);
        out.writeDouble(weight);
        out.writeDouble(loss);
        out.writeDouble(lastLoss);
        out.writeBoolean(diverged);
        out.writeInt(memory.length);
        out.writeLong(stride);
        write(curve(), out);
        write(theta, out);
        for (double[] vector : memory) {
            write(vector, out);
        }
    }

    private static void write(double[] numbers, DataOutput out) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static double[] readArray(DataInput in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    /** Reads what {@link #write} wrote. */
    public static OnlineState read(DataInput in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("what was learned was stored in version %d, this build reads version %d"
                    .formatted(version, VERSION));
        }
        long rounds = in.readLong();
        long rows = in.readLong();
        double weight = in.readDouble();
        double loss = in.readDouble();
        double lastLoss = in.readDouble();
        boolean diverged = in.readBoolean();
        int vectors = in.readInt();
        long stride = in.readLong();
        double[] curve = readArray(in);
        OnlineState state = new OnlineState(readArray(in), vectors);
        for (double[] vector : state.memory) {
            System.arraycopy(readArray(in), 0, vector, 0, vector.length);
        }
        state.rounds = rounds;
        state.rows = rows;
        state.weight = weight;
        state.loss = loss;
        state.lastLoss = lastLoss;
        state.diverged = diverged;
        state.stride = stride;
        state.curve = Arrays.copyOf(curve, Math.max(16, curve.length));
        state.points = curve.length;
        return state;
    }
}
