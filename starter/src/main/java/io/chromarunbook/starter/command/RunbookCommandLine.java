package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Paint;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** All commands, and what becomes of what goes wrong in them. */
public final class RunbookCommandLine {

  private RunbookCommandLine() {}

  /** For this process's terminal and environment. */
  public static CommandLine ofThisProcess() {
    Map<String, String> environment = System.getenv();
    return over(new Session(Terminal.ofThisProcess(environment), environment));
  }

  static CommandLine over(Session session) {
    CommandLine line = new CommandLine(TopCommand.class, new VerbFactory(session));
    line.setOut(session.terminal().out());
    line.setErr(session.terminal().err());
    boolean plain = session.terminal().paint() == Paint.PLAIN;
    line.setColorScheme(CommandLine.Help.defaultColorScheme(plain ? Ansi.OFF : Ansi.ON));
    line.setUsageHelpWidth(Math.max(80, Math.min(120, session.terminal().columns())));
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.setAbbreviatedSubcommandsAllowed(false);
    line.registerConverter(GateId.class, text -> converted(GateId::labelled, text));
    line.registerConverter(Role.class, text -> converted(Role::labelled, text));
    line.registerConverter(TrafficAction.class, text -> converted(TrafficAction::labelled, text));
    line.setParameterExceptionHandler(new WrongUsage(session.terminal()));
    line.setExecutionExceptionHandler(new Complaints(session));
    line.setExecutionStrategy(
        parsed -> {
          try (session) {
            return new CommandLine.RunLast().execute(parsed);
          }
        });
    line.getCommandSpec().exitCodeOnUsageHelp(ExitCode.DONE);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Says which release this is, and what it runs on.")
                .build());
    return line;
  }

  private static <T> T converted(Function<String, T> conversion, String text) {
    try {
      return conversion.apply(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException(e.getMessage());
    }
  }
}
