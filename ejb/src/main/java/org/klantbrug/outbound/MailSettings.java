package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.klantbrug.shared.RuleBroken;

/**
 * Under which address the house writes, from the environment: {@code KLANTBRUG_MAIL_ADDRESS}, a
 * mailbox that people read; {@code KLANTBRUG_MAIL_SENDER}, {@code shared} to write from it or
 * {@code person} to write from each colleague's own address, with answers to the shared one. How
 * the mail server is reached is in the server's configuration.
 */
@ApplicationScoped
public class MailSettings {
  private static final Pattern NOBODY_READS =
      Pattern.compile(
          "(?i)(no|do-?not|geen|niet)[._-]?(reply|respond|answer|antwoord(en)?|beantwoorden)[^@]*@.*");

  private final Map<String, String> environment;

  /** Of this process. */
  public MailSettings() {
    this(System.getenv());
  }

  /** From these values instead. */
  public MailSettings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Why no mail can be sent, a code with a text {@code mail.off.<code>}; empty if it can. */
  public Optional<String> problem() {
    if (text("KLANTBRUG_SMTP_HOST").isEmpty() || address().isEmpty()) {
      return Optional.of("none");
    }
    if (!NewMessage.isAddress(address())) {
      return Optional.of("address");
    }
    return NOBODY_READS.matcher(address()).matches() ? Optional.of("noReply") : Optional.empty();
  }

  /** Whether mail can be sent. */
  public boolean isOn() {
    return problem().isEmpty();
  }

  /** The mailbox of the house; empty if there is none. */
  public String address() {
    return text("KLANTBRUG_MAIL_ADDRESS");
  }

  /**
   * Where customers open the pages that are open to anybody, as mail names it: {@code
   * KLANTBRUG_PUBLIC_ADDRESS}, with a slash at its end. Empty if it is not set: a colleague's
   * browser may reach us under a name that no customer can.
   */
  public Optional<String> publicAddress() {
    return Optional.of(text("KLANTBRUG_PUBLIC_ADDRESS"))
        .filter(address -> address.matches("https?://\\S+"))
        .map(address -> address.endsWith("/") ? address : address + "/");
  }

  /** Name and password for the mail server; empty where it asks for none. */
  Optional<Map.Entry<String, String>> credentials() {
    return text("KLANTBRUG_SMTP_USER").isEmpty()
        ? Optional.empty()
        : Optional.of(Map.entry(text("KLANTBRUG_SMTP_USER"), text("KLANTBRUG_SMTP_PASSWORD")));
  }

  /**
   * From whom a colleague's message comes.
   *
   * @param own the colleague's address; null if he has none
   * @throws RuleBroken {@code outbound.*} if no mail can be sent, or nobody would read an answer
   */
  String sender(String own) {
    problem()
        .ifPresent(
            code -> {
              throw new RuleBroken("outbound." + (code.equals("noReply") ? "no-reply" : "off"));
            });
    if (!text("KLANTBRUG_MAIL_SENDER").equals("person") || own == null || own.isBlank()) {
      return address();
    }
    if (NOBODY_READS.matcher(own).matches()) {
      throw new RuleBroken("outbound.no-reply");
    }
    return NewMessage.address(own);
  }

  private String text(String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
