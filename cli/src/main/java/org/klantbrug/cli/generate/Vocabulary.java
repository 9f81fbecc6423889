package org.klantbrug.cli.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The word lists that lie beside the classes. */
final class Vocabulary {
  /**
   * @param families particle and name with a bar between, most frequent first
   */
  record NameLists(
      List<String> male,
      List<String> female,
      List<String> secondMale,
      List<String> secondFemale,
      List<String> families,
      List<String> particles,
      List<String> trades,
      List<String> legalForms,
      List<String> staff) {}

  /**
   * @param from lowest four digits of the postcodes
   * @param to highest
   * @param area of the phone numbers
   */
  record Place(String name, String province, int from, int to, String area) {}

  record PlaceLists(List<Place> places, List<String> streets, List<String> additions) {}

  /**
   * What customers ask about.
   *
   * @param parts subdivision of the subject
   * @param asks what a customer says
   * @param answers what a member of staff notes
   */
  record Topic(
      String subject,
      String product,
      List<String> parts,
      List<String> asks,
      List<String> answers) {}

  record TopicLists(
      List<Topic> topics,
      List<String> additions,
      List<String> notes,
      List<String> promises,
      List<String> outcomes) {}

  private Vocabulary() {}

  static NameLists names() {
    return read("names.json", NameLists.class);
  }

  static PlaceLists places() {
    return read("places.json", PlaceLists.class);
  }

  static TopicLists topics() {
    return read("topics.json", TopicLists.class);
  }

  private static <T> T read(String resource, Class<T> type) {
    try (var stream = Vocabulary.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readValue(stream, type);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Word list " + resource, unreadable);
    }
  }
}
