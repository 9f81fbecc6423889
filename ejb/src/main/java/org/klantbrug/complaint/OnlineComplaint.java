package org.klantbrug.complaint;

import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.calendar.Channel;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.RuleBroken;

/**
 * What somebody typed in the public form. Texts may be empty where nothing was said.
 *
 * @param formKey key of the form, by which it is known when it is sent again
 * @param customerNumber as he remembers it, of whichever company
 * @param about what it is about, in a few words
 * @param story the whole story, at most {@link NewComplaint#LONGEST} characters
 * @param remedy what would be a good solution
 * @param language in which he read the form, {@code nl} or {@code en}
 * @param linkByMail whether he wants his number and link at the address that he typed
 */
public record OnlineComplaint(
    String formKey,
    String name,
    ReachBy reachBy,
    String email,
    String phone,
    String address,
    String customerNumber,
    String about,
    String story,
    String remedy,
    String language,
    boolean linkByMail) {
  /** Says what is missing, too long or cannot be. */
  void check() {
    if (Written.none(story)) {
      throw new RuleBroken("complaint.online-story-missing");
    }
    if (reachBy == null) {
      throw new RuleBroken("complaint.online-reach-missing");
    }
    if ((reachBy == ReachBy.EMAIL || linkByMail)
        && (email == null || !NewMessage.isAddress(email.strip()))) {
      throw new RuleBroken("complaint.online-email-missing");
    }
    if (reachBy == ReachBy.PHONE && (phone == null || !phone.matches("[0-9+() ./-]{6,}"))) {
      throw new RuleBroken("complaint.online-phone-missing");
    }
    if (reachBy == ReachBy.LETTER && Written.none(address)) {
      throw new RuleBroken("complaint.online-address-missing");
    }
    Written.atMost(NewComplaint.LONGEST, story);
    Written.atMost(200, name, about);
    Written.atMost(320, email);
    Written.atMost(50, phone);
    Written.atMost(500, address);
    Written.atMost(60, customerNumber);
    Written.atMost(4000, remedy);
  }

  NewComplaint received() {
    return new NewComplaint(
            formKey, null, contact(), Channel.WEB_APP, null, story, null, about, remedy, null)
        .from("form");
  }

  /** How to reach him, as far as he wants to be reached. */
  private String contact() {
    var way =
        switch (reachBy) {
          case EMAIL -> email;
          case PHONE -> phone;
          case LETTER -> address;
          case NOT -> null;
        };
    var said =
        Stream.of(Written.orNull(name), Written.orNull(way))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return said.isEmpty()
        ? ResourceBundle.getBundle("org.klantbrug.rules", Locale.forLanguageTag(language))
            .getString("complaint.online-stays-unknown")
        : said;
  }
}
