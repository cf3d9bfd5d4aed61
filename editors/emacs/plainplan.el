;;; plainplan.el --- Plans in Markdown: findings, dates, completion  -*- lexical-binding: t -*-

;; Emacs 28 and newer, with eglot (part of Emacs from 29 on).  In your init file:
;;
;;   (load "/where/this/is/plainplan.el")

;;; Code:

(require 'cl-lib)

(defvar eglot-server-programs)
(declare-function eglot--uri-to-path "eglot")
(declare-function eglot--TextDocumentIdentifier "eglot")
(declare-function jsonrpc-async-request "jsonrpc")

(defconst plainplan-keywords
  '(("^#+ .*$" 0 'font-lock-function-name-face)
    ("^[ \t]*\\(?:[-*+]\\|[0-9]+[.)]\\)[ \t]+\\(\\[[ xX/-]\\]\\)" 1 'font-lock-builtin-face)
    ("\\_<\\(?:Barrier\\|Hindernis\\|Hürde\\|Obstacle\\|Ostacolo\\|Obstáculo\\|Barrera\\|Barreira\\|Solution\\|Lösung\\|Soluzione\\|Solución\\|Solução\\|Why\\|Warum\\|Pourquoi\\|Perché\\|Perchè\\|Por qué\\|Por que\\|Motivo\\|Por quê\\|Porquê\\):" 0 'font-lock-warning-face)
    ("\\(?:^\\|[ \t]\\)\\([~^@#][[:alnum:]][^ \t\n]*\\)" 1 'font-lock-constant-face prepend)
    ("\\(?:^\\|[ \t]\\)\\(\\(?:after\\|with\\|before\\|start\\|since\\|done\\|on\\|due\\|every\\|risk\\|cost\\):\\)\\([^ \t\n]+\\)"
     (1 'font-lock-keyword-face prepend) (2 'font-lock-constant-face prepend)))
  "What is coloured in a plan.")

;; What else is coloured, and how lists are typed, is as in Markdown mode, where that is installed.
(eval
 `(define-derived-mode plainplan-mode ,(if (require 'markdown-mode nil t) 'markdown-mode 'text-mode) "Plan"
    "A plan in Markdown."
    (font-lock-add-keywords nil plainplan-keywords)))

(add-to-list 'auto-mode-alist '("\\(?:\\`\\|[./]\\)plan\\.md\\'" . plainplan-mode))
(add-hook 'plainplan-mode-hook #'eglot-ensure)

;; Before version 1.13 eglot shows no inlay hints.  Then the dates are asked for here, as soon as findings have come.

(defun plainplan--date-at (hint)
  "Show HINT, an inlay hint of the protocol, at the end of its line."
  (cl-destructuring-bind (&key position label &allow-other-keys) hint
    (save-excursion
      (goto-char (point-min))
      (forward-line (plist-get position :line))
      (let ((words (if (stringp label) label (mapconcat (lambda (part) (plist-get part :value)) label "")))
            (shown (make-overlay (line-end-position) (line-end-position))))
        (overlay-put shown 'plainplan-date t)
        (overlay-put shown 'after-string (propertize (concat "  " words) 'face 'shadow 'cursor t))))))

(defun plainplan--show-dates (buffer server)
  "Ask SERVER for the dates in BUFFER, and show them."
  (with-current-buffer buffer
    (jsonrpc-async-request
     server :textDocument/inlayHint
     (list :textDocument (eglot--TextDocumentIdentifier)
           :range (list :start '(:line 0 :character 0)
                        :end (list :line (line-number-at-pos (point-max)) :character 0)))
     :success-fn (lambda (hints)
                   (when (buffer-live-p buffer)
                     (with-current-buffer buffer
                       (remove-overlays nil nil 'plainplan-date t)
                       (mapc #'plainplan--date-at hints)))))))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(plainplan-mode . ("plan" "lsp")))
  (unless (fboundp 'eglot-inlay-hints-mode)
    (cl-defmethod eglot-handle-notification :after
      (server (_method (eql textDocument/publishDiagnostics)) &key uri &allow-other-keys)
      "Show the dates anew: the plan has been compiled."
      (let ((buffer (find-buffer-visiting (eglot--uri-to-path uri))))
        (when (and buffer (eq 'plainplan-mode (buffer-local-value 'major-mode buffer)))
          (plainplan--show-dates buffer server))))))

(unless (fboundp 'eglot-ensure)
  (autoload 'eglot-ensure "eglot"))

(provide 'plainplan)
;;; plainplan.el ends here
