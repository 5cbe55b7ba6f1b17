package systems;

/**
 * Something wrong in a profile.
 *
 * @param file file name
 * @param line line from 1; 0 when the whole file is meant
 * @param field the field, for example {@code components[agente-api].canary.stages[2]}
 * @param reason what is wrong, what was given, what is allowed
 */
record Problem(String file, int line, String field, String reason) {

	@Override
	public String toString() {
		return file + (line > 0 ? ":" + line : "") + ": " + (field.isEmpty() ? "" : field + ": ") + reason;
	}

}
