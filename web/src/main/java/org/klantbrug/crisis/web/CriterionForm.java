package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.complaint.Cause;
import org.klantbrug.crisis.CrisisChoices;
import org.klantbrug.crisis.NewCriterion;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Post;

/** The form in which somebody says by what customers are found; what was typed stays in it. */
@Named
@RequestScoped
public class CriterionForm {
  private static final String BETWEEN_NUMBERS = "[\\n\\r,;\\t]+";

  @Inject private HttpServletRequest request;
  @Inject private Post post;
  @Inject private CrisisChoices choices;

  private String numbers;

  /** What was typed or chosen, as a criterion. */
  NewCriterion wanted() {
    return new NewCriterion(
        key("wave", getChoices().waves()),
        number("billingDay"),
        post.text("product"),
        chosenCause(),
        getTopics().contains(post.text("topic")) ? post.text("topic") : null,
        since(),
        number("postcodeFrom"),
        number("postcodeTo"),
        post.text("place"),
        key("company", getChoices().companies()),
        Stream.of(getNumbers().split(BETWEEN_NUMBERS)).toList());
  }

  private Long key(String field, List<CrisisChoices.Choice> among) {
    var typed = post.chosen(field);
    return among.stream()
        .map(CrisisChoices.Choice::id)
        .filter(each -> each.equals(typed))
        .findFirst()
        .orElse(null);
  }

  private Cause chosenCause() {
    return Arrays.stream(Cause.values())
        .filter(each -> each.name().equals(post.text("cause")))
        .findFirst()
        .orElse(null);
  }

  private Integer number(String field) {
    var typed = post.text(field);
    if (typed.isEmpty()) {
      return null;
    }
    if (!typed.matches("\\d{1,6}")) {
      throw new RuleBroken("crisis.criterion-number");
    }
    return Integer.valueOf(typed);
  }

  private LocalDate since() {
    try {
      return post.text("since").isEmpty() ? null : LocalDate.parse(post.text("since"));
    } catch (DateTimeException none) {
      throw new RuleBroken("crisis.criterion-number");
    }
  }

  /** The numbers that were typed, and those of a file: the first column of its lines. */
  public String getNumbers() {
    if (numbers == null) {
      numbers = post.isSent() ? (post.text("numbers") + "\n" + ofFile()).strip() : "";
    }
    return numbers;
  }

  private String ofFile() {
    var type = request.getContentType();
    if (type == null || !type.startsWith("multipart/form-data")) {
      return "";
    }
    try {
      return read(request.getPart("file"));
    } catch (IOException e) {
      throw new UncheckedIOException("The list could not be received", e);
    } catch (ServletException e) {
      throw new IllegalStateException("The form has no parts", e);
    }
  }

  private static String read(Part part) throws IOException {
    if (part == null || part.getSize() == 0) {
      return "";
    }
    try (var in = part.getInputStream()) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\0", "");
      return String.join(
          "\n",
          text.lines()
              .map(line -> line.replace("\uFEFF", "").split("[;,\\t]", 2)[0].replace("\"", ""))
              .toList());
    }
  }

  /** Whether a field has something in it, so that its part of the form is open. */
  public boolean isListed() {
    return !getNumbers().isEmpty();
  }

  /** What can be chosen, by the choices' own names. */
  public CrisisChoices getChoices() {
    return choices;
  }

  /** What questions can be about. */
  public List<String> getTopics() {
    return choices.topics();
  }

  /** What complaints can come from. */
  public Cause[] getCauses() {
    return Cause.values();
  }
}
