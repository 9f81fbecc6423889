package org.klantbrug.shared.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * JSON as Klantbrug speaks it: records as they are, days, moments and spans of time as ISO 8601
 * texts, and a field that we do not know is refused instead of passed over.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private static final ObjectMapper MAPPER = mapper();

  private static ObjectMapper mapper() {
    var ours = new SimpleModule("klantbrug");
    ours.addSerializer(Instant.class, ToStringSerializer.instance);
    ours.addSerializer(LocalDate.class, ToStringSerializer.instance);
    ours.addSerializer(Duration.class, ToStringSerializer.instance);
    ours.addDeserializer(Instant.class, new TextReader<>(Instant.class, Instant::parse));
    ours.addDeserializer(LocalDate.class, new TextReader<>(LocalDate.class, LocalDate::parse));
    return new ObjectMapper()
        .registerModule(ours)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !InputStream.class.isAssignableFrom(type) && type != String.class;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream body)
      throws IOException {
    return read(body, genericType);
  }

  /**
   * Reads one document.
   *
   * @throws Unreadable if it is no JSON, has an unknown field or a wrong value
   */
  static Object read(InputStream body, Type type) throws IOException {
    try {
      var value = MAPPER.readValue(body, MAPPER.constructType(type));
      if (value == null) {
        throw new Unreadable("The request has no body. Send a JSON document.");
      }
      return value;
    } catch (UnrecognizedPropertyException unknown) {
      throw new Unreadable(
          "The field "
              + unknown.getPropertyName()
              + " is not known here. Known are: "
              + unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ".");
    } catch (JsonMappingException wrong) {
      throw new Unreadable(
          wrong.getPath().isEmpty()
              ? "The body is empty or not of the kind expected here."
              : "The value of "
                  + path(wrong)
                  + " cannot be read. A day is like 2026-10-31, a moment like 2026-10-31T23:00:00Z.");
    } catch (JsonProcessingException noJson) {
      throw new Unreadable(
          "The body is no JSON; it breaks off in line " + noJson.getLocation().getLineNr() + ".");
    }
  }

  private static String path(JsonMappingException wrong) {
    return wrong.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !CharSequence.class.isAssignableFrom(type)
        && !InputStream.class.isAssignableFrom(type)
        && !StreamingOutput.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> httpHeaders,
      OutputStream body)
      throws IOException {
    write(value, body);
  }

  static void write(Object value, OutputStream body) throws IOException {
    MAPPER.writeValue(body, value);
  }

  private static final class TextReader<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    TextReader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      var text = parser.getValueAsString();
      try {
        return parse.apply(text == null ? "" : text);
      } catch (DateTimeException wrong) {
        throw JsonMappingException.from(parser, "No day or moment", wrong);
      }
    }
  }
}
