package org.klantbrug.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a text, so that whoever gets it back knows that it is ours: HMAC with SHA-256, as letters
 * that an address can hold.
 */
public final class Seal {
  private static final String KIND = "HmacSHA256";

  private Seal() {}

  /**
   * The seal of a text.
   *
   * @param key secret, of 32 bytes
   */
  public static String of(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(KIND);
      mac.init(new SecretKeySpec(key, KIND));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether a seal is that of a text; takes as long whatever is wrong with it.
   *
   * @param seal as it came; may be null
   */
  public static boolean holds(byte[] key, String text, String seal) {
    return seal != null
        && MessageDigest.isEqual(
            of(key, text).getBytes(StandardCharsets.US_ASCII),
            seal.getBytes(StandardCharsets.UTF_8));
  }
}
