/** Commands about people: the first administrator, and tokens to work with. */
package org.klantbrug.cli.people;
