package org.thalweg.jobs.serialization;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The envelope of stored bytes: a mark, the version of the envelope, the length and a checksum, then the content.
 *
 * <p>Damaged bytes are refused before anything is read from them: {@code 'T' 'W'}, one byte of version, four of length,
 * four of CRC-32C over version, length and content.
 */
final class Seal {
    private static final byte[] MARK = {'T', 'W'};
    private static final byte VERSION = 1;
    private static final int HEADER = MARK.length + 1 + Integer.BYTES + Integer.BYTES;

    private Seal() {}

    /** @param content of which the first so many bytes count */
    static byte[] close(byte[] content, int length) {
        return ByteBuffer.allocate(HEADER + length)
                .put(MARK)
                .put(VERSION)
                .putInt(length)
                .putInt(checksum(VERSION, content, length))
                .put(content, 0, length)
                .array();
    }

    /**
     * The content that {@link #close} was given.
     *
     * @param what the name of what is expected, for the message
     * @throws UnreadableStateException if the bytes are not a sealed content, or damaged
     */
    static byte[] open(String what, byte[] sealed) throws UnreadableStateException {
        if (sealed.length < HEADER || sealed[0] != MARK[0] || sealed[1] != MARK[1]) {
            throw new UnreadableStateException(
                    "%s: %d bytes without the mark of saved state. Maybe another program wrote them?"
                            .formatted(what, sealed.length));
        }
        ByteBuffer in = ByteBuffer.wrap(sealed, MARK.length, sealed.length - MARK.length);
        byte version = in.get();
        if (version != VERSION) {
            throw new UnreadableStateException("%s: envelope of version %d cannot be read: only version %d is known"
                    .formatted(what, version, VERSION));
        }
        int length = in.getInt();
        int checksum = in.getInt();
        if (length != in.remaining()) {
            throw new UnreadableStateException(
                    "%s: %d bytes of content where %d were written: the bytes are truncated or padded"
                            .formatted(what, in.remaining(), length));
        }
        byte[] content = new byte[length];
        in.get(content);
        if (checksum(version, content, length) != checksum) {
            throw new UnreadableStateException(
                    "%s: the checksum does not match: the bytes are damaged. Maybe an older checkpoint is whole?"
                            .formatted(what));
        }
        return content;
    }

    private static int checksum(byte version, byte[] content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(version);
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
        crc.update(content, 0, length);
        return (int) crc.getValue();
    }
}
