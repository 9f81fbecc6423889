package org.klantbrug.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

/**
 * Rows that a statement gives as JSON, into records: so one statement can read lists of several
 * kinds. Columns in snake_case are components in camelCase; amounts stay exact.
 */
public final class RowJson {
  private static final ObjectMapper MAPPER = mapper();

  private RowJson() {}

  private static ObjectMapper mapper() {
    var times = new SimpleModule("row");
    times.addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, LocalDate::parse));
    times.addDeserializer(
        Instant.class,
        new FromText<>(Instant.class, text -> OffsetDateTime.parse(text).toInstant()));
    return new ObjectMapper()
        .registerModule(times)
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /** One row, as {@code to_jsonb} gives it. */
  public static <T> T read(String row, Class<T> type) {
    try {
      return MAPPER.readValue(row, type);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /** Several rows, as {@code jsonb_agg} gives them; null, for no rows, is an empty list. */
  public static <T> List<T> list(String rows, Class<T> type) {
    if (rows == null) {
      return List.of();
    }
    try {
      return MAPPER.readerForListOf(type).readValue(rows);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /** Without the row in the message: it may hold a person's data. */
  private static IllegalStateException unreadable(JsonProcessingException e) {
    e.clearLocation();
    return new IllegalStateException(
        "The database gave a row that does not fit: " + e.getClass().getSimpleName());
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    FromText(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return parse.apply(parser.getText());
    }
  }
}
