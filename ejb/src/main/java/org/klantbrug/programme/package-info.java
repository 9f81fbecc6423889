/**
 * What leads a merger to its first wave: who does what by when, what is done if something goes
 * wrong, and who read what he must know.
 */
package org.klantbrug.programme;
