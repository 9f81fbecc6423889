package org.klantbrug.cli.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What customers and staff wrote down, in Dutch, in the manner of the channel. */
final class Phrases {
  private static final String[] MONTHS = {
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december"
  };

  private final Vocabulary.TopicLists lists = Vocabulary.topics();

  /** The first of the list come more often. */
  Vocabulary.Topic topic(Dice dice) {
    return lists.topics().get(dice.lowBelow(lists.topics().size()));
  }

  String outcome(Dice dice) {
    return lists.outcomes().get(dice.lowBelow(lists.outcomes().size()));
  }

  String promise(Dice dice) {
    return filled(dice.oneOf(lists.promises()), dice);
  }

  /**
   * What came in.
   *
   * @param complaint whether the customer says that this is a complaint
   * @param sender name below a letter
   */
  String fromCustomer(
      Channel channel, Vocabulary.Topic topic, boolean complaint, String sender, Dice dice) {
    var question = filled(dice.oneOf(topic.asks()), dice);
    var ask = complaint ? "Ik wil een klacht indienen. " + question : question;
    var answer = filled(dice.oneOf(topic.answers()), dice);
    return switch (channel.manner()) {
      case LETTER ->
          "Geachte heer, mevrouw,\n\n"
              + sentences(ask, lists.additions(), dice)
              + "\n\nMet vriendelijke groet,\n"
              + sender;
      case SPOKEN -> "Klant: \"" + ask + "\"\n" + sentences(answer, lists.notes(), dice);
      case TALK -> "Klant: " + ask + "\nMedewerker: " + answer + "\nKlant: Dank u wel!";
      case SHORT -> sentences(ask, lists.additions(), dice);
    };
  }

  /** What went out. */
  String toCustomer(Channel channel, Vocabulary.Topic topic, String staff, Dice dice) {
    var answer = filled(dice.oneOf(topic.answers()), dice);
    return switch (channel.manner()) {
      case LETTER ->
          "Beste klant,\n\nU vroeg ons iets over \""
              + topic.subject().toLowerCase(Locale.ROOT)
              + "\".\n"
              + answer
              + "\n\nMet vriendelijke groet,\n"
              + staff;
      case SPOKEN -> "Klant gebeld. " + sentences(answer, lists.notes(), dice);
      case TALK, SHORT -> answer;
    };
  }

  private String sentences(String first, List<String> more, Dice dice) {
    var sentences = new ArrayList<String>();
    sentences.add(first);
    int from = dice.below(more.size());
    for (int count = dice.below(3); count > 0; count--) {
      sentences.add(filled(more.get((from + count) % more.size()), dice));
    }
    return String.join(" ", sentences);
  }

  /** Replaces {maand}, {bedrag}, {dag}, {aantal} and {nummer}. */
  private static String filled(String text, Dice dice) {
    int open = text.indexOf('{');
    if (open < 0) {
      return text;
    }
    var filled = new StringBuilder();
    int from = 0;
    while (open >= 0) {
      int close = text.indexOf('}', open);
      filled.append(text, from, open).append(value(text.substring(open + 1, close), dice));
      from = close + 1;
      open = text.indexOf('{', from);
    }
    return filled.append(text, from, text.length()).toString();
  }

  private static String value(String name, Dice dice) {
    return switch (name) {
      case "maand" -> dice.oneOf(MONTHS);
      case "bedrag" -> DutchForm.euros(dice.between(250, 18_000));
      case "dag" -> Integer.toString(dice.between(1, 28));
      case "aantal" -> Integer.toString(dice.between(2, 9));
      case "nummer" -> "Z" + dice.digits(6);
      default -> throw new IllegalArgumentException("No value for {" + name + "} in topics.json");
    };
  }
}
