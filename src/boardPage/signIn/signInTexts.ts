/** Texts of the page that one comes in by. */
export const signInTexts = {
  title: "Sign in",
  heading: (board: string) => `Welcome to ${board}`,
  lead: "What AI assistants do for this team: how people work with them, what comes of it, and, for those who like it, who burns the most fuel.",
  ended: "Your session has ended. Sign in again.",
  directory: {
    failed: "The directory did not sign you in, or it took too long. Try again.",
    away: "The directory does not answer. Try again in a moment, or sign in with a code.",
  },
  company: (directory: string) => `Sign in with ${directory}`,
  or: "or",
  code: {
    label: "Code from VS Code",
    help: "In VS Code run “Token Legend: Open Team Board”: it shows a code and opens this page.",
    placeholder: "xxxx-xxxx-xxxx-xxxx-xxxx",
    button: "Sign in with the code",
    busy: "Signing in …",
    empty: "Type the code that VS Code shows.",
    malformed: "A code has five groups of four letters and digits, such as a2bc-d3ef-g4hj-k5mn-p6qr.",
    refused: "This code is not known, was used already or is too old. Ask VS Code for a new one.",
  },
  none: "This board offers no way to sign in yet. Ask who runs it.",
  is: {
    heading: "What it is",
    points: (least: number) => [
      `Medians of groups of at least ${least} people: how they work, not what one of them does.`,
      "A list of tokens with names only of people who chose to be on it.",
      "Your own page: all that the board holds of you, to look at, save and delete.",
    ],
  },
  isNot: {
    heading: "What it is not",
    points: [
      "No measure of work: tokens are fuel, not distance.",
      "No prompts, replies, files, projects or times of day: the board never gets them.",
      "No view for managers: there is no such role.",
    ],
  },
} as const;
