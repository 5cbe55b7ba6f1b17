/** Bringing versions out and taking them back. */
package workflows.release;
