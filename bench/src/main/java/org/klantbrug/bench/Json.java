package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Documents of the server's REST addresses. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** The members of a list. */
  static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** A document as it was read, with these values instead. */
  static JsonNode with(JsonNode read, Map<String, Object> changed) {
    var document = (ObjectNode) read.deepCopy();
    changed.forEach((name, value) -> document.set(name, MAPPER.valueToTree(value)));
    return document;
  }
}
