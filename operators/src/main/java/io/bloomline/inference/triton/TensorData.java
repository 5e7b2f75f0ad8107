package io.bloomline.inference.triton;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A tensor as it is sent.
 *
 * @param shape    sizes of its dimensions
 * @param contents its elements, in the protocol's raw form
 */
record TensorData(List<Long> shape, ByteString contents) {}
