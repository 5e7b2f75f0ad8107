package io.bloomline.it.benchmark.gpu;

import static io.grpc.Status.INVALID_ARGUMENT;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The texts of a request, of which only the lengths matter: a text has as many tokens as bytes. Where {@code max_tokens}
 * is sent, so many tokens are written and count as well.
 *
 * @param lengths tokens of each text
 * @param longest tokens of the longest
 * @param tokens  tokens of all of them
 */
@SuppressWarnings("ArrayRecordComponent") // lives no longer than its request
record TextRows(int[] lengths, int longest, long tokens) {

    /** Counts; refuses what has no texts, as one who was asked over gRPC. */
    static TextRows of(ModelInferRequest request) {
        int input = index(request, "text_input");
        if (input < 0 || request.getRawInputContentsCount() <= input) {
            throw INVALID_ARGUMENT
                    .withDescription("unexpected inference input; text_input is expected, as raw bytes")
                    .asRuntimeException();
        }
        int[] lengths = new int[(int) request.getInputs(input).getShape(0)];
        int toWrite = tokensToWrite(request);
        int longest = 0;
        long tokens = 0;
        ByteBuffer elements = littleEndian(request.getRawInputContents(input));
        for (int row = 0; row < lengths.length; row++) {
            int bytes = elements.getInt();
            elements.position(elements.position() + bytes);
            lengths[row] = bytes + toWrite;
            longest = Math.max(longest, lengths[row]);
            tokens += lengths[row];
        }
        return new TextRows(lengths, longest, tokens);
    }

    int count() {
        return lengths.length;
    }

    private static int tokensToWrite(ModelInferRequest request) {
        int input = index(request, "max_tokens");
        return input < 0 ? 0 : littleEndian(request.getRawInputContents(input)).getInt();
    }

    private static int index(ModelInferRequest request, String name) {
        for (int i = 0; i < request.getInputsCount(); i++) {
            if (request.getInputs(i).getName().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static ByteBuffer littleEndian(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
