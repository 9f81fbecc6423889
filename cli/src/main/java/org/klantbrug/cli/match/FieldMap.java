package org.klantbrug.cli.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.matching.FieldKind;

/**
 * Which columns mean what, as FIELDS.json says it.
 *
 * @param left how to read the left file
 * @param right how to read the right file; as {@code left} if the map does not say
 * @param fields the columns that are compared
 */
record FieldMap(Side left, Side right, List<Field> fields) {
  private static final List<String> KEYS = List.of("left", "right", "fields");
  private static final List<String> SIDE_KEYS = List.of("id", "charset", "delimiter", "dateFormat");
  private static final List<String> FIELD_KEYS = List.of("kind", "left", "right");

  /**
   * How to read one file.
   *
   * @param id column that names a record; never compared
   * @param charset null to detect
   * @param delimiter null to detect
   * @param dateFormat null to detect
   */
  record Side(String id, String charset, String delimiter, String dateFormat) {}

  /**
   * One compared field.
   *
   * @param left columns of the left file; several are joined with a blank
   * @param right columns of the right file
   */
  record Field(FieldKind kind, List<String> left, List<String> right) {}

  static FieldMap read(Path file, boolean twoFiles) throws UnusableInput {
    try {
      return new Reader(file, twoFiles).read(new ObjectMapper().readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      throw new UnusableInput(
          "The field map %s is not JSON: line %d, column %d."
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UnusableInput("The field map %s cannot be read.".formatted(file));
    }
  }

  private record Reader(Path file, boolean twoFiles) {
    FieldMap read(JsonNode root) throws UnusableInput {
      allow(root, KEYS, "the field map");
      var left = side(root, "left");
      var right = twoFiles ? side(root, "right") : left;
      var fields = new ArrayList<Field>();
      for (var node : root.path("fields")) {
        fields.add(field(node));
      }
      if (fields.isEmpty()) {
        throw refused(
            "names no fields to compare; write \"fields\": [{\"kind\": KIND, \"left\": COLUMN, ...}]");
      }
      return new FieldMap(left, right, List.copyOf(fields));
    }

    private Side side(JsonNode root, String name) throws UnusableInput {
      var node = root.path(name);
      allow(node, SIDE_KEYS, "\"" + name + "\"");
      var id = text(node, "id");
      if (id == null || id.isBlank()) {
        throw refused(
            "does not say which column is the id of the %1$s file; write \"%1$s\": {\"id\": COLUMN}"
                .formatted(name));
      }
      var delimiter = text(node, "delimiter");
      if (delimiter != null && delimiter.length() != 1) {
        throw refused("has a delimiter that is not one character");
      }
      return new Side(id.strip(), text(node, "charset"), delimiter, text(node, "dateFormat"));
    }

    private Field field(JsonNode node) throws UnusableInput {
      allow(node, FIELD_KEYS, "a field");
      var code = text(node, "kind");
      var kind = code == null ? null : FieldKind.findByCode(code).orElse(null);
      if (kind == null) {
        throw refused(
            "has a field %s; known are %s"
                .formatted(
                    code == null ? "without a kind" : "of the unknown kind \"%s\"".formatted(code),
                    kinds()));
      }
      var left = columns(node, "left", kind);
      return new Field(kind, left, twoFiles ? columns(node, "right", kind) : left);
    }

    private List<String> columns(JsonNode node, String side, FieldKind kind) throws UnusableInput {
      var columns = new ArrayList<String>();
      var value = node.path(side);
      if (value.isTextual()) {
        columns.add(value.textValue().strip());
      }
      for (var one : value) {
        columns.add(one.asText().strip());
      }
      if (columns.isEmpty() || columns.contains("")) {
        throw refused("does not name the " + side + " column of the field " + kind.code());
      }
      return List.copyOf(columns);
    }

    private String text(JsonNode node, String key) throws UnusableInput {
      var value = node.path(key);
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      if (!value.isTextual()) {
        throw refused("has a \"%s\" that is not a text".formatted(key));
      }
      return value.textValue();
    }

    private void allow(JsonNode node, List<String> keys, String what) throws UnusableInput {
      if (!node.isObject() && !node.isMissingNode()) {
        throw refused(
            "must hold an object in %s, with %s".formatted(what, String.join(", ", keys)));
      }
      for (var names = node.fieldNames(); names.hasNext(); ) {
        var name = names.next();
        if (!keys.contains(name)) {
          throw refused(
              "has an unknown \"%s\" in %s; allowed are %s"
                  .formatted(name, what, String.join(", ", keys)));
        }
      }
    }

    private UnusableInput refused(String what) {
      return new UnusableInput("The field map %s %s.".formatted(file, what));
    }

    private static String kinds() {
      return Stream.of(FieldKind.values()).map(FieldKind::code).collect(Collectors.joining(", "));
    }
  }
}
