/** Pages and REST resources of signals. */
package org.klantbrug.signal.web;
