package io.bloomline.inference.triton;

/** What a tensor's elements are, under the protocol's names. */
enum TensorType {
    BOOL(1, Kind.BOOL),
    UINT8(1, Kind.INTEGER),
    UINT16(2, Kind.INTEGER),
    UINT32(4, Kind.INTEGER),
    UINT64(8, Kind.INTEGER),
    INT8(1, Kind.INTEGER),
    INT16(2, Kind.INTEGER),
    INT32(4, Kind.INTEGER),
    INT64(8, Kind.INTEGER),
    FP16(2, Kind.REAL),
    BF16(2, Kind.REAL),
    FP32(4, Kind.REAL),
    FP64(8, Kind.REAL),
    /** Bytes of any number; each element stands behind its length. */
    BYTES(0, Kind.TEXT),
    /** One that is not known here. */
    OTHER(0, Kind.OTHER);

    /** What can be put in, or read out. */
    enum Kind {
        BOOL,
        INTEGER,
        REAL,
        TEXT,
        OTHER
    }

    private final int size;
    private final Kind kind;

    TensorType(int size, Kind kind) {
        this.size = size;
        this.kind = kind;
    }

    static TensorType of(String datatype) {
        for (TensorType type : values()) {
            if (type != OTHER && type.name().equals(datatype)) {
                return type;
            }
        }
        return OTHER;
    }

    /** Bytes of one element; 0 where elements differ. */
    int size() {
        return size;
    }

    Kind kind() {
        return kind;
    }
}
