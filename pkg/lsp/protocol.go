package lsp

// What messages hold, as far as the server uses it, in the order of the specification.

// A position is a place in a text; both numbers are from 0.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// An area is a stretch of a text: a Range of the protocol.
type area struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type initializeParams struct {
	Capabilities capabilities `json:"capabilities"`
}

// capabilities are those of the client.
type capabilities struct {
	General struct {
		PositionEncodings []string `json:"positionEncodings"`
	} `json:"general"`
	Workspace struct {
		WorkspaceEdit struct {
			DocumentChanges bool `json:"documentChanges"`
		} `json:"workspaceEdit"`
		DidChangeWatchedFiles struct {
			DynamicRegistration bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
	} `json:"workspace"`
	TextDocument struct {
		Hover struct {
			ContentFormat []string `json:"contentFormat"`
		} `json:"hover"`
	} `json:"textDocument"`
}

type initializeResult struct {
	Capabilities serverCapabilities `json:"capabilities"`
	ServerInfo   serverInfo         `json:"serverInfo"`
}

type serverInfo struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type serverCapabilities struct {
	PositionEncoding   string            `json:"positionEncoding"`
	TextDocumentSync   syncOptions       `json:"textDocumentSync"`
	HoverProvider      bool              `json:"hoverProvider"`
	CodeActionProvider codeActionOptions `json:"codeActionProvider"`
}

// incremental says that changes hold what has changed.
const incremental = 2

type syncOptions struct {
	OpenClose bool `json:"openClose"`
	Change    int  `json:"change"`
	Save      bool `json:"save"`
}

type codeActionOptions struct {
	CodeActionKinds []string `json:"codeActionKinds"`
}

type registrations struct {
	Registrations []registration `json:"registrations"`
}

type registration struct {
	ID              string       `json:"id"`
	Method          string       `json:"method"`
	RegisterOptions watchOptions `json:"registerOptions"`
}

type watchOptions struct {
	Watchers []watcher `json:"watchers"`
}

type watcher struct {
	GlobPattern string `json:"globPattern"`
}

// identifier names a text.
type identifier struct {
	URI     string `json:"uri"`
	Version *int   `json:"version,omitempty"`
}

type openParams struct {
	TextDocument struct {
		URI        string `json:"uri"`
		LanguageID string `json:"languageId"`
		Version    int    `json:"version"`
		Text       string `json:"text"`
	} `json:"textDocument"`
}

type changeParams struct {
	TextDocument   identifier `json:"textDocument"`
	ContentChanges []change   `json:"contentChanges"`
}

// A change replaces the text in a Range, or all of it.
type change struct {
	Range *area  `json:"range"`
	Text  string `json:"text"`
}

// documentParams are those of messages about a text.
type documentParams struct {
	TextDocument identifier `json:"textDocument"`
}

type hoverParams struct {
	documentParams
	Position position `json:"position"`
}

type hover struct {
	Contents markup `json:"contents"`
	Range    area   `json:"range"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

type codeActionParams struct {
	documentParams
	Range   area `json:"range"`
	Context struct {
		Only        []string `json:"only"`
		TriggerKind int      `json:"triggerKind"`
	} `json:"context"`
}

// automatic is the TriggerKind of requests that no user made.
const automatic = 2

// The kinds of code actions.
const (
	quickFix = "quickfix"
	fixAll   = "source.fixAll.nass"
)

type codeAction struct {
	Title       string       `json:"title"`
	Kind        string       `json:"kind"`
	Diagnostics []diagnostic `json:"diagnostics,omitempty"`
	IsPreferred bool         `json:"isPreferred,omitempty"`
	Edit        any          `json:"edit"` // a changes or a documentChanges
}

// changes are the edits of texts by their URIs.
type changes struct {
	Changes map[string][]textEdit `json:"changes"`
}

// documentChanges are the edits of texts of known versions.
type documentChanges struct {
	DocumentChanges []documentEdit `json:"documentChanges"`
}

type documentEdit struct {
	TextDocument identifier `json:"textDocument"`
	Edits        []textEdit `json:"edits"`
}

type textEdit struct {
	Range   area   `json:"range"`
	NewText string `json:"newText"`
}

type publishParams struct {
	identifier
	Diagnostics []diagnostic `json:"diagnostics"`
}

type diagnostic struct {
	Range           area             `json:"range"`
	Severity        int              `json:"severity"` // 1 error, 2 warning, 3 information
	Code            string           `json:"code,omitempty"`
	CodeDescription *codeDescription `json:"codeDescription,omitempty"`
	Source          string           `json:"source"`
	Message         string           `json:"message"`
}

type codeDescription struct {
	Href string `json:"href"`
}

// showErrorParams show the user an error.
type showErrorParams struct {
	Type    int    `json:"type"` // 1
	Message string `json:"message"`
}
