package org.klantbrug.cli.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.server.Installation;

/** The profiles a person works with, in a file that only they can read. */
public final class Profiles {
  /** The name of the profile that is used when none is named. */
  public static final String DEFAULT = "default";

  private static final String FIRST_OF_DEMONSTRATION = "sanne";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /**
   * @param file need not exist yet
   */
  public Profiles(Path file) {
    this.file = file;
  }

  /**
   * {@code var/profiles.json} beside the data of an installation on this machine, else {@code
   * ~/.config/klantbrug/profiles.json}; or where the system property {@code klantbrug.profiles}
   * says.
   */
  public static Profiles ofThisPerson() {
    var elsewhere = System.getProperty("klantbrug.profiles");
    if (elsewhere != null) {
      return new Profiles(Path.of(elsewhere));
    }
    var installation = Installation.fromEnvironment();
    return new Profiles(
        Files.isDirectory(installation.data()) || Files.isDirectory(installation.server())
            ? installation.data().resolve("profiles.json")
            : Path.of(System.getProperty("user.home"), ".config/klantbrug/profiles.json"));
  }

  /** The profile of this name. */
  public Optional<Profile> find(String name) {
    return Optional.ofNullable(read().get(name));
  }

  /**
   * The profile of this name.
   *
   * @throws Refused if there is none
   */
  public Profile need(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new Refused("There is no profile " + name + " in " + file + ". " + instead(name)));
  }

  private String instead(String name) {
    var others = read().keySet();
    return others.isEmpty()
        ? "Make it: klantbrug token --login LOGIN --as " + name
        : "There are "
            + String.join(", ", others)
            + ": say as whom you work, for example --as "
            + (others.contains(FIRST_OF_DEMONSTRATION)
                ? FIRST_OF_DEMONSTRATION
                : others.iterator().next())
            + ", or make a new one: klantbrug token --login LOGIN --as "
            + name;
  }

  /** Keeps a profile; one of the same name is replaced. */
  public void keep(String name, Profile profile) {
    var all = read();
    all.put(name, profile);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var fresh =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              "profiles",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refused("The profile cannot be kept in " + file + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Profile> read() {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return JSON.readValue(
          Files.readAllBytes(file), new TypeReference<TreeMap<String, Profile>>() {});
    } catch (IOException e) {
      throw new Refused("The profiles in " + file + " cannot be read. Mend or remove the file.", e);
    }
  }
}
