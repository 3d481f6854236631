package org.thalweg.jobs.data;

import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** The pages of a column in a group of rows, unpacked. */
final class ParquetPages implements PageReadStore, PageReader {
    /** Statistics of a page, which nobody asks for. */
    private static final @Nullable Statistics<?> NONE = null;

    private final CompressionCodec codec;
    private final long rows;
    private final long values;
    private final Deque<DataPage> pages = new ArrayDeque<>();
    private @Nullable DictionaryPage dictionary;

    /** @param chunk the bytes of the column's pages */
    ParquetPages(byte[] chunk, ColumnMetaData meta, long rows) throws IOException {
        this.codec = meta.getCodec();
        this.rows = rows;
        this.values = meta.getNum_values();
        ByteArrayInputStream in = new ByteArrayInputStream(chunk);
        long seen = 0;
        while (seen < values && in.available() > 0) {
            PageHeader header = Util.readPageHeader(in);
            byte[] packed = in.readNBytes(header.getCompressed_page_size());
            seen += add(header, packed);
        }
    }

    /** Adds a page; returns how many values it has. */
    private int add(PageHeader header, byte[] packed) throws IOException {
        int size = header.getUncompressed_page_size();
        if (header.getType() == PageType.DICTIONARY_PAGE) {
            dictionary = new DictionaryPage(
                    BytesInput.from(unpacked(packed, 0, size)),
                    header.getDictionary_page_header().getNum_values(),
                    Encoding.PLAIN);
            return 0;
        }
        if (header.getType() == PageType.DATA_PAGE) {
            DataPageHeader data = header.getData_page_header();
            pages.add(new DataPageV1(
                    BytesInput.from(unpacked(packed, 0, size)),
                    data.getNum_values(),
                    size,
                    NONE,
                    encoding(data.getRepetition_level_encoding()),
                    encoding(data.getDefinition_level_encoding()),
                    encoding(data.getEncoding())));
            return data.getNum_values();
        }
        if (header.getType() == PageType.DATA_PAGE_V2) {
            DataPageHeaderV2 data = header.getData_page_header_v2();
            int repetitions = data.getRepetition_levels_byte_length();
            int levels = repetitions + data.getDefinition_levels_byte_length();
            boolean isPacked = !data.isSetIs_compressed() || data.isIs_compressed();
            byte[] body = isPacked
                    ? unpacked(packed, levels, size - levels)
                    : Arrays.copyOfRange(packed, levels, packed.length);
            pages.add(DataPageV2.uncompressed(
                    data.getNum_rows(),
                    data.getNum_nulls(),
                    data.getNum_values(),
                    BytesInput.from(packed, 0, repetitions),
                    BytesInput.from(packed, repetitions, levels - repetitions),
                    encoding(data.getEncoding()),
                    BytesInput.from(body),
                    NONE));
            return data.getNum_values();
        }
        return 0;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    /** The bytes from {@code from} on, unpacked to {@code size}. */
    private byte[] unpacked(byte[] packed, int from, int size) throws IOException {
        byte[] out = new byte[size];
        switch (codec) {
            case UNCOMPRESSED -> System.arraycopy(packed, from, out, 0, size);
            case SNAPPY -> new SnappyDecompressor().decompress(packed, from, packed.length - from, out, 0, size);
            case ZSTD -> new ZstdDecompressor().decompress(packed, from, packed.length - from, out, 0, size);
            case GZIP -> {
                try (GZIPInputStream in =
                        new GZIPInputStream(new ByteArrayInputStream(packed, from, packed.length - from))) {
                    in.readNBytes(out, 0, size);
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "it is packed by %s; uncompressed, snappy, zstd and gzip can be read".formatted(codec));
        }
        return out;
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        return this;
    }

    @Override
    public long getRowCount() {
        return rows;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        return dictionary;
    }

    @Override
    public long getTotalValueCount() {
        return values;
    }

    @Override
    public @Nullable DataPage readPage() {
        return pages.poll();
    }

    /** Takes no values: they are asked for, one by one. */
    static final class Nothing extends GroupConverter {
        private static final PrimitiveConverter NONE = new PrimitiveConverter() {};

        @Override
        public Converter getConverter(int field) {
            return NONE;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
