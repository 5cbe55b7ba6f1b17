package domain.lifecycle;

/** What can be asked of a target. */
public enum Operation {

	START, STOP, RESTART, SCALE, RESIZE, GROW, AUTOSCALE, EXECUTE, DEPLOY, GO_BACK, CONFIGURE, LOGS

}
