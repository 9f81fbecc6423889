package org.klantbrug.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Which mailbox is read, from the environment: {@code KLANTBRUG_IMAP_USER} and {@code
 * KLANTBRUG_IMAP_PASSWORD}; {@code KLANTBRUG_IMAP_DONE}, the folder to which mail is moved once it
 * is kept here; {@code KLANTBRUG_IMAP_SECONDS} between two looks. How the mail server is reached is
 * in the server's configuration.
 */
@ApplicationScoped
public class MailboxSettings {
  private static final int SECONDS = 30;

  private final Map<String, String> environment;

  /** Of this process. */
  public MailboxSettings() {
    this(System.getenv());
  }

  /** From these values instead. */
  public MailboxSettings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether there is a mailbox to read. */
  public boolean isOn() {
    return !text("KLANTBRUG_IMAP_HOST", "").isEmpty() && !user().isEmpty();
  }

  String user() {
    return text("KLANTBRUG_IMAP_USER", "");
  }

  String password() {
    return environment.getOrDefault("KLANTBRUG_IMAP_PASSWORD", "");
  }

  /** Folder for what is kept here. */
  String done() {
    return text("KLANTBRUG_IMAP_DONE", "Klantbrug");
  }

  /** Between two looks; at least 1. */
  int seconds() {
    var typed = text("KLANTBRUG_IMAP_SECONDS", "");
    return typed.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(typed) : SECONDS;
  }

  private String text(String name, String otherwise) {
    var value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }
}
